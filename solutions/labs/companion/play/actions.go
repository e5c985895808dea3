package play

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// resize adds or removes layers or units.
func (p *Page) resize(what string, layer, by int) error {
	units := p.s.units()
	switch {
	case what == "layers" && by > 0:
		units = append(units, 4)
	case what == "layers" && len(units) > 0:
		units = units[:len(units)-1]
	case what == "units" && layer >= 1 && layer <= len(units):
		units[layer-1] += by
	}
	return p.set("hidden", joinUnits(units))
}

// chooseUnit chooses a unit, or switches an input on or off.
func (p *Page) chooseUnit(layer, unit int, feature string) error {
	if layer > 0 {
		if widths := p.s.widths(); layer < len(widths) && unit >= 0 && unit < widths[layer] {
			p.unit, p.view = [2]int{layer, unit}, "unit"
		}
		return nil
	}
	names := strings.Split(p.s.Features, ",")
	if i := slices.Index(names, feature); i >= 0 {
		names = slices.Delete(names, i, i+1)
	} else {
		names = append(names, feature)
	}
	if len(names) == 0 {
		return fmt.Errorf("the network needs at least one input")
	}
	return p.set("features", strings.Join(names, ","))
}

// click chooses the example at a place of the plane, or adds or removes a point there.
func (p *Page) click(a map[string]string) error {
	x, _ := strconv.ParseFloat(a["x"], 64)
	y, _ := strconv.ParseFloat(a["y"], 64)
	w, _ := strconv.ParseFloat(a["width"], 64)
	if !(w > 0 && x >= 0 && x <= w && y >= 0 && y <= w) {
		return nil
	}
	round := func(v float64) float64 { r, _ := strconv.ParseFloat(fmt.Sprintf("%.2f", v), 64); return r }
	at := [3]float64{round(Reach * (2*x/w - 1)), round(Reach * (1 - 2*y/w))}
	if p.tool == "predict" {
		p.example = at[:2:2]
		return nil
	}
	rows, _ := parseOwn(p.s.Own)
	if p.tool == "remove" {
		if p.s.Data != "own" {
			return fmt.Errorf("only your own points can be removed; add one first")
		}
		for i, r := range rows {
			if (r[0]-at[0])*(r[0]-at[0])+(r[1]-at[1])*(r[1]-at[1]) < 0.03 {
				rows = append(rows[:i], rows[i+1:]...)
				break
			}
		}
	} else {
		at[2] = class(p.tool == "1")
		rows = append(rows, at)
	}
	changed := p.s.Settings
	if err := changed.Set("own", formatOwn(rows)); err != nil {
		return err
	}
	changed.Data = "own"
	p.running = false
	p.use(New(changed))
	return nil
}
