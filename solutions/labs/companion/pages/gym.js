// Which mistake?: the buttons go to Go, and the page comes back.
"use strict";
answers.frame = frame => {
	for (const [id, html] of Object.entries(frame.parts)) put(id, html);
	$("field-gym-seed").value = frame.values["gym-seed"];
	countFrame(frame);
};
document.addEventListener("click", ({target}) => {
	const {gym: action, value} = target.closest("[data-gym]")?.dataset ?? {};
	if (action) call("gym-" + action, {value: action === "answer" ? $("gym-name").value : value ?? ""});
});
$("field-gym-seed").onchange = ({target}) => call("gym-seed", {value: target.value});
call(location.hash ? "gym-seed" : "gym-open", {value: location.hash.replace("#seed=", "")});
