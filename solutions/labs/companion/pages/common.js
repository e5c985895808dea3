// What all pages share: the worker with the Go program, and the search. JavaScript passes events and
// numbers; Go computes.
"use strict";
const $ = id => document.getElementById(id);
const answers = {}; // functions by the name of the call that they answer
let worker;

function notice(text) {
	$("notice").textContent = text;
	$("notice").hidden = false;
}

function call(name, args = {}, tag) {
	if (worker) worker.postMessage({name, arguments: args, tag});
}

if (location.protocol === "file:") {
	notice("A browser does not let a page that is opened from a file load other files. Serve the folder instead: " +
		"go run ./solutions/labs/companion in the repository, or python3 -m http.server in this folder.");
} else if (typeof WebAssembly === "undefined" || typeof Worker === "undefined") {
	notice("This browser has no WebAssembly, which the live numbers need. The text of the pages can be read without it.");
} else {
	worker = new Worker("worker.js");
	worker.onmessage = ({data: {name, tag, result}}) => {
		if (result.error) return notice("The companion has made a mistake: " + result.error + " Reload the page to begin again.");
		const answer = answers[name] || answers.frame;
		if (answer) answer(result, tag, name);
	};
	worker.onerror = event => notice("The worker could not start: " + event.message);
}

// What a frame brings: pictures, HTML that keeps the focus, and messages.
let typing = null; // the field that the reader is editing

function draw({pictures, pixels}) {
	let from = 0;
	for (const {id, cells} of pictures) {
		const size = 4 * cells * cells, canvas = $(id);
		if (canvas) canvas.getContext("2d").putImageData(new ImageData(pixels.slice(from, from + size), cells, cells), 0, 0);
		from += size;
	}
}

function put(id, html) {
	const place = $(id), focused = place.contains(document.activeElement) ? document.activeElement : null;
	if (focused && focused === typing) return false;
	const keyOf = e => e.tagName + (e.dataset.w || e.getAttribute("aria-label") || e.textContent);
	const key = focused && keyOf(focused);
	place.innerHTML = html;
	if (key) {
		const same = [...place.querySelectorAll("button, input, select, a, summary")].find(e => keyOf(e) === key);
		if (!same && !place.hasAttribute("tabindex")) place.tabIndex = -1; // the control has gone; Tab goes on from here
		(same || place).focus();
	}
	return true;
}

function showErrors(errors) {
	for (const message of document.querySelectorAll("[data-error]")) {
		const text = errors[message.dataset.error] || "";
		if (message.textContent !== text) message.textContent = text;
		const field = $("field-" + message.dataset.error);
		if (field) field.setAttribute("aria-invalid", text !== "");
	}
}

// countFrame leaves the state of the page where a test can see it.
function countFrame({running, memory}) {
	Object.assign(document.body.dataset, {running, memory});
	document.body.dataset.frames = +(document.body.dataset.frames || 0) + 1;
}

// The live derivations of the lecture's pages.
answers.derive = (result, id) => {
	const place = $(id), focused = place.contains(document.activeElement) ? document.activeElement.name : "";
	place.innerHTML = result.html;
	if (focused) place.querySelector(`[name="${CSS.escape(focused)}"]`).focus();
};
for (const place of document.querySelectorAll(".derive")) {
	const {id, dataset: {kind}} = place;
	call("derive", {id, kind, name: "", value: ""}, id);
	place.onchange = ({target}) => call("derive", {id, kind, name: target.name, value: target.type === "checkbox" ? String(target.checked) : target.value}, id);
}

// The search over all pages.
const search = $("search");
let indexed = false;
answers.index = () => {};
answers.search = result => { $("found").innerHTML = result.html };
search.onfocus = async () => {
	if (indexed) return;
	indexed = true;
	call("index", {entries: await (await fetch("search.json")).json()});
	call("search", {query: search.value});
};
search.oninput = () => call("search", {query: search.value});
search.onkeydown = event => {
	if (event.key === "Escape") { search.value = ""; $("found").innerHTML = "" }
};
