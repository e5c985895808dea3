// The worker holds the Go program. It passes calls of the page to Go, and the results back.
importScripts("wasm_exec.js");
const waiting = [];
let started = false;

function pass({name, arguments: a, tag}) {
	const result = companion(name, a);
	const transfer = result.pixels ? [result.pixels.buffer] : [];
	postMessage({name, tag, result}, transfer);
}

self.onmessage = ({data}) => started ? pass(data) : waiting.push(data);

self.ready = () => {
	started = true;
	for (const call of waiting) pass(call);
};

const go = new Go();
fetch("companion.wasm")
	.then(response => {
		if (!response.ok) throw new Error("companion.wasm: " + response.status);
		if (response.headers.get("Content-Type") === "application/wasm") // compiles while it loads
			return WebAssembly.instantiateStreaming(response, go.importObject);
		return response.arrayBuffer().then(bytes => WebAssembly.instantiate(bytes, go.importObject));
	})
	.then(({instance}) => go.run(instance))
	.catch(error => postMessage({name: "failed", result: {error: String(error)}}));
