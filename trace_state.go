// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"cmp"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// The fields of the optimizers and of their states have the names of the formulas or these.
var traceSymbols = map[string]string{
	"LearningRate": "α", "Momentum": "β", "Beta": "β", "Beta1": "β₁", "Beta2": "β₂", "Epsilon": "ε",
	"InitialStep": "Δ_0", "Increase": "η⁺", "Decrease": "η⁻", "MinStep": "Δmin", "MaxStep": "Δmax",
	"MaxGrowth": "μ", "retainedGradient": "V", "last": "last",
}

// settings returns the settings of an optimizer, for example "α = 0.5    β = 0.9".
func settings(o Optimizer) string {
	v := reflect.Indirect(reflect.ValueOf(o))
	if v.Kind() != reflect.Struct {
		return ""
	}
	var parts []string
	for i := range v.NumField() {
		if f := v.Type().Field(i); f.IsExported() && f.Type.Kind() == reflect.Float64 {
			name := cmp.Or(traceSymbols[f.Name], f.Name)
			if f.Name == "MaxStep" && v.FieldByName("MaxGrowth").IsValid() {
				name = "dmax" // as the step d of Quickprop
			}
			parts = append(parts, name+" = "+strconv.FormatFloat(v.Field(i).Float(), 'g', -1, 64))
		}
	}
	return strings.Join(parts, "    ")
}

// stateFor returns what an optimizer of this package has stored for a parameter: matrices such as M
// and V, and the number of updates t if it counts them. Before the first update there is nothing.
//
// It uses reflection, because the files of the optimizers may not be there.
func stateFor(o Optimizer, p *Param) (state []TraceMatrix, t float64) {
	v := reflect.Indirect(reflect.ValueOf(o))
	if v.Kind() != reflect.Struct {
		return nil, 0
	}
	states := v.FieldByName("states")
	if states.Kind() != reflect.Map || states.Type().Key() != reflect.TypeOf(p) {
		return nil, 0
	}
	s := reflect.Indirect(states.MapIndex(reflect.ValueOf(p)))
	if !s.IsValid() {
		return nil, 0
	}
	for i := range s.NumField() {
		name, field := s.Type().Field(i).Name, s.Field(i)
		switch {
		case name == "t" && field.Kind() == reflect.Float64:
			t = field.Float()
		case field.Kind() == reflect.Slice && field.Type().Elem().Kind() == reflect.Float64 &&
			field.Len() == len(p.Value.Data):
			m := NewMatrix(p.Value.Rows, p.Value.Cols)
			for k := range m.Data {
				m.Data[k] = field.Index(k).Float()
			}
			state = append(state, TraceMatrix{cmp.Or(traceSymbols[name], name), m})
		}
	}
	return state, t
}

// addUpdate performs the update of a parameter of layer number and records it: the settings, the
// state before and after, the gradient, and the parameter before and after.
func (t *Trace) addUpdate(number int, o Optimizer, p *Param) {
	s := t.add("update", number, typeName(o), formulaOf(o).forward,
		symbol(p)+" before", p.Value, "d"+symbol(p), p.Grad)
	before, _ := stateFor(o, p)
	o.Update(p)
	after, updates := stateFor(o, p)
	for i, m := range after {
		switch {
		case len(before) == len(after):
			s.add(m.Name+" before", before[i].Value)
		case m.Name != "Δ": // Δ starts at Δ_0, which is a setting; all others start at 0
			s.add(m.Name+" before", NewMatrix(m.Value.Rows, m.Value.Cols))
		}
		s.add(m.Name+" after", m.Value)
	}
	s.add(symbol(p)+" after", p.Value)
	s.Settings = settings(o)
	if updates > 0 {
		s.Settings += fmt.Sprintf("    t = %v    M̂ = M/(1 - β₁ᵗ)    V̂ = V/(1 - β₂ᵗ)", updates)
	}
}

// traceNumber formats a number so that four digits are left to compute with, also of a small one.
func traceNumber(v float64) string {
	if v != 0 && math.Abs(v) < 0.001 {
		return strconv.FormatFloat(v, 'e', 3, 64)
	}
	return fourDigits(v)
}

// traceLines returns the lines of a matrix. It leaves out the middle of a large one.
func traceLines(m *Matrix) []string {
	width := 8
	if slices.ContainsFunc(m.Data, func(v float64) bool { return len(traceNumber(v)) > width }) {
		width = 10
	}
	return m.lines(width, traceNumber)
}
