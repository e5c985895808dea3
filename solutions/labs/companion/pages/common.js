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

// The live derivations of the lecture's pages.
answers.derive = (result, id) => {
	const place = $(id), focused = place.contains(document.activeElement) ? document.activeElement.name : "";
	place.innerHTML = result.html;
	if (focused) place.querySelector(`[name="${CSS.escape(focused)}"]`).focus();
};
for (const place of document.querySelectorAll(".derive")) {
	const {id, dataset: {kind}} = place;
	call("derive", {id, kind, name: "", value: ""}, id);
	place.onchange = ({target}) => call("derive", {id, kind, name: target.name, value: target.value}, id);
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
