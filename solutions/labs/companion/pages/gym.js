// Which mistake?: the buttons go to Go, and the page comes back.
"use strict";
answers.frame = frame => {
	const chosen = $("gym-name")?.value; // the reader may have chosen a name before asking for evidence
	for (const [id, html] of Object.entries(frame.parts)) put(id, html);
	if ([...$("gym-name").options].some(o => o.value === chosen)) $("gym-name").value = chosen;
	$("field-gym-seed").value = frame.values["gym-seed"];
	countFrame(frame);
};
document.addEventListener("click", ({target}) => {
	const {gym: action, value} = target.closest("[data-gym]")?.dataset ?? {};
	if (action) call("gym-" + action, {value: action === "answer" ? $("gym-name").value : value ?? ""});
});
$("field-gym-seed").onchange = ({target}) => call("gym-seed", {value: target.value});
call(location.hash ? "gym-seed" : "gym-open", {value: location.hash.replace("#seed=", "")});
