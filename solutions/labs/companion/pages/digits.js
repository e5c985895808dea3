// Draw a digit: the canvas and the files go to Go as PNG or JPEG, and the network's answer comes back.
"use strict";
const paper = $("paper"), pen = paper.getContext("2d");
let reading = false, again = false, strokes = 0; // a picture is on its way, and there is a newer one
let ticking = false;

function clearPaper() {
	pen.fillStyle = "#fff";
	pen.fillRect(0, 0, paper.width, paper.height);
	strokes = 0;
}

function read() {
	if (reading) return again = true;
	reading = true;
	// toBlob would wait until the browser is idle.
	call("digits-read", {bytes: Uint8Array.from(atob(paper.toDataURL("image/png").split(",")[1]), c => c.charCodeAt(0))});
}

answers.frame = (frame, tag, name) => {
	for (const [id, html] of Object.entries(frame.parts)) put(id, html);
	for (const [id, text] of Object.entries(frame.text)) if ($(id).textContent !== text) $(id).textContent = text;
	showErrors(frame.errors);
	draw(frame);
	if (name === "digits-read") {
		reading = false;
		if (again && strokes) { again = false; read() }
	}
	if (name === "digits-tick") {
		ticking = false;
		if (strokes) read();
	}
	if (frame.running && !ticking) {
		ticking = true;
		setTimeout(() => call("digits-tick"), 10);
	}
	countFrame(frame);
};

const at = event => {
	const box = paper.getBoundingClientRect();
	return [(event.clientX - box.left) * paper.width / box.width, (event.clientY - box.top) * paper.height / box.height];
};
paper.onpointerdown = event => {
	event.preventDefault();
	paper.setPointerCapture(event.pointerId);
	Object.assign(pen, {lineWidth: 20, lineCap: "round", lineJoin: "round", strokeStyle: "#000"});
	pen.beginPath();
	pen.moveTo(...at(event));
	pen.lineTo(...at(event));
	pen.stroke();
	strokes++;
	read();
};
paper.onpointermove = event => {
	if (!event.buttons || !strokes) return;
	pen.lineTo(...at(event));
	pen.stroke();
	read();
};
$("clear").onclick = () => { clearPaper(); again = false; call("digits-clear") };
$("sample").onclick = () => { clearPaper(); call("digits-sample") };
$("train").onclick = () => call("digits-train");
$("file").onchange = async ({target}) => {
	clearPaper();
	if (target.files[0]) call("digits-read", {bytes: new Uint8Array(await target.files[0].arrayBuffer())});
};
clearPaper();
call("digits-open");
const weights = $("digit-state").dataset.weights;
if (weights) fetch(weights).then(async response => call("digits-weights", {bytes: new Uint8Array(await response.arrayBuffer())}));
