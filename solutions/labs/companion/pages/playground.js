// The playground: events go to Go, and what changes comes back as a frame.
"use strict";
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
let lastLink = null;  // of the last frame
let ticking = false;   // a tick is on its way
let autoplay = 0;

const editable = element => element && element.matches("input, textarea, select");

answers.frame = (frame, tag, name) => {
	for (const id of ["network", ...Object.keys(frame.parts)]) if (id in frame.parts) put(id, frame.parts[id]);
	for (const [id, text] of Object.entries(frame.text)) if ($(id).textContent !== text) $(id).textContent = text;
	for (const [name, value] of Object.entries(frame.values)) {
		const field = $("field-" + name);
		if (field && field !== typing && field.value !== value) field.value = value;
	}
	showErrors(frame.errors);
	for (const [id, on] of Object.entries(frame.pressed)) $(id).setAttribute("aria-pressed", on);
	draw(frame);
	if (frame.link !== lastLink && !frame.running) {
		if (lastLink !== null) history.replaceState(null, "", "#" + frame.link);
		lastLink = frame.link;
	}
	if (name === "tick") ticking = false;
	if (frame.running && !ticking) { // one tick at a time, however many other frames there are
		ticking = true;
		setTimeout(() => call("tick"), calm ? 500 : 30);
	}
	countFrame(frame);
};

document.addEventListener("click", event => {
	const element = event.target.closest("[data-do]");
	if (event.target.closest("#auto")) return play();
	if (!element || editable(element)) return;
	const {do: action, ...args} = element.dataset;
	if (action === "copy") return navigator.clipboard.writeText(location.href).then(() => { $("copied").textContent = "Copied." });
	call(action, args);
});

function play() {
	clearInterval(autoplay);
	autoplay = autoplay ? 0 : setInterval(() => {
		if ($("auto")) return call("stage", {by: "1"});
		clearInterval(autoplay);
		autoplay = 0;
	}, 2500);
}

document.addEventListener("input", ({target}) => { if (target.matches("input[inputmode], input[type=text], textarea")) typing = target });
document.addEventListener("focusout", ({target}) => { if (target === typing) typing = null });
document.addEventListener("change", ({target}) => {
	typing = null;
	if (target.dataset.do === "setweight") return call("setweight", {w: target.dataset.w, value: target.value});
	if (target.id === "field-speed") return call("speed", {value: target.value});
	if (target.id === "field-x1" || target.id === "field-x2") return call("example", {x1: $("field-x1").value, x2: $("field-x2").value});
	if (target.name && target.id === "field-" + target.name) call("set", {name: target.name, value: target.value});
});

// A unit or a weight under the pointer, or with the focus.
for (const [type, leave] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
	document.addEventListener(type, ({target}) => {
		const unit = target.closest(".unit"), weight = target.closest(".hits path");
		if (unit) call("show", {layer: unit.dataset.layer, unit: unit.dataset.unit});
		if (weight) call("hover", {w: weight.dataset.w});
	});
	document.addEventListener(leave, ({target}) => { if (target.closest(".unit")) call("hide") });
}
$("overlay").addEventListener("click", event => {
	const box = $("overlay").getBoundingClientRect();
	call("click", {x: String(event.clientX - box.left), y: String(event.clientY - box.top), width: String(box.width)});
});
addEventListener("hashchange", () => {
	if (location.hash.slice(1) !== lastLink) call("open", {query: location.hash});
});
if (/[#&](experiment|guide)=/.test(location.hash)) $("guide").open = true;
call("open", {query: location.hash});
