//go:build js && wasm

// Command wasm is the part of the companion that runs in the browser, in a Web Worker. It gives the
// worker one function, companion(call, arguments), and waits for its calls.
package main

import (
	"fmt"
	"runtime"
	"strings"
	"syscall/js"

	"nn/solutions/labs/companion/play"
)

func main() {
	c := &companion{page: play.NewPage(), digits: play.NewDigits(), derivations: play.Derivations{}}
	js.Global().Set("companion", js.FuncOf(func(_ js.Value, args []js.Value) any {
		return c.call(args[0].String(), args[1])
	}))
	js.Global().Call("ready")
	select {} // the calls need the program to live
}

type companion struct {
	page        *play.Page
	digits      *play.Digits
	gym         *play.Gym // made when its page asks for it
	derivations play.Derivations
	index       play.Index
}

// call performs a call of the page and returns an object with its results, and with the bytes of the
// pictures. A panic is a mistake of the companion; the page shows its text.
func (c *companion) call(name string, arguments js.Value) (result any) {
	defer func() {
		if r := recover(); r != nil {
			result = map[string]any{"error": fmt.Sprint(r)}
		}
	}()
	a := map[string]string{}
	keys := js.Global().Get("Object").Call("keys", arguments)
	for i := range keys.Length() {
		key := keys.Index(i).String()
		a[key] = arguments.Get(key).String()
	}
	switch name {
	case "derive":
		return map[string]any{"html": c.derivations.Change(a["id"], a["kind"], a["name"], a["value"])}
	case "index":
		for i, entries := 0, arguments.Get("entries"); i < entries.Length(); i++ {
			e := entries.Index(i)
			c.index = append(c.index, play.Entry{Title: e.Get("title").String(), URL: e.Get("url").String(), Text: e.Get("text").String()})
		}
		return map[string]any{}
	case "search":
		return map[string]any{"html": c.index.Search(a["query"])}
	}
	var f *play.Frame
	if action, ok := strings.CutPrefix(name, "digits-"); ok {
		var content []byte
		if b := arguments.Get("bytes"); !b.IsUndefined() {
			content = make([]byte, b.Length())
			js.CopyBytesToGo(content, b)
		}
		f = c.digits.Do(action, content)
	} else if action, ok := strings.CutPrefix(name, "gym-"); ok {
		if c.gym == nil {
			c.gym = play.NewGym(1)
		}
		f = c.gym.Do(action, a)
	} else {
		f = c.page.Do(name, a)
	}
	pixels := f.Pixels()
	bytes := js.Global().Get("Uint8ClampedArray").New(len(pixels))
	js.CopyBytesToJS(bytes, pixels)
	var pictures []any
	for _, p := range f.Pictures {
		pictures = append(pictures, map[string]any{"id": p.ID, "cells": p.Cells})
	}
	return map[string]any{
		"parts": object(f.HTML), "text": object(f.Text), "values": object(f.Values), "errors": object(f.Errors),
		"pressed": object(f.Pressed), "running": f.Running, "link": f.Link, "pictures": pictures, "pixels": bytes,
		"memory": memory(),
	}
}

// memory returns the bytes that the program has from the browser. They never become fewer.
func memory() int {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.Sys)
}

// object returns a map as a value that can be given to JavaScript.
func object[V string | bool](m map[string]V) map[string]any {
	values := map[string]any{}
	for name, v := range m {
		values[name] = v
	}
	return values
}
