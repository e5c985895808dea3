package main

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
)

// inPlace looks for the cause in the submission's own file, if all names in its failures are the same. The
// other functions of a submission can be right and yet return something else than those of the worked
// answer, for example because they draw the random numbers in another order.
//
// With the functions of the answer in the place of those that the mistake changes, all tests must pass. With
// those of the mistake, the submission must return the same as before, and every test must end as before.
func (e *explanation) inPlace(ctx context.Context, singles []picked) error {
	var names []string
	for _, t := range e.result.Tests {
		if t.Mistake != "" && !slices.Contains(names, t.Mistake) {
			names = append(names, t.Mistake)
		}
	}
	if len(names) != 1 {
		return nil
	}
	singles = slices.DeleteFunc(singles, func(p picked) bool { return e.k.list[p.first-1].name != names[0] })
	singles, err := e.k.usable(ctx, e.j, singles)
	if err != nil {
		return err
	}
	for _, p := range singles {
		m := e.k.list[p.first-1]
		if ok, err := e.causedBy(ctx, m); err != nil {
			return err
		} else if ok {
			e.result.Causes, e.result.Fingerprint = []string{m.name}, ""
			return nil
		}
	}
	return nil
}

func (e *explanation) causedBy(ctx context.Context, m *knownMistake) (bool, error) {
	dir := filepath.Join(e.dir, "other")
	answer, err := readSourceFile(e.tc.answer)
	if err != nil {
		return false, err
	}
	own, err := readSourceFile(e.code)
	if err != nil {
		return false, err
	}
	wrong, err := readSourceFile(m.code)
	if err != nil {
		return false, err
	}
	runs, err := e.with(ctx, dir, wrong.part(answer, m.functions))
	if err != nil {
		return false, err
	}
	if same, err := e.endsLike(ctx, runs); err != nil || !same {
		return false, err
	}
	compare, err := e.j.linkAgree(ctx, e.spent, dir, e.tc, e.k)
	if err != nil {
		return false, err
	}
	if print, _, err := e.j.agreeing(ctx, e.spent, dir, compare, nil); err != nil || print != e.print {
		return false, err
	}
	runs, err = e.with(ctx, dir, answer.part(own, m.functions))
	for i, r := range runs {
		if r.status != pass && (r.status != todo || e.result.Tests[i].Status != todo) {
			return false, err
		}
	}
	return len(runs) > 0, err
}

// with builds the submission with these functions in dir, and returns how the tests end; nothing if the file
// cannot be built.
func (e *explanation) with(ctx context.Context, dir string, functions []byte) ([]quietRun, error) {
	code, err := replaceFunctions(e.tc.file(), e.code, functions)
	if err != nil {
		return nil, err
	}
	binary, whole, d, err := e.j.build(ctx, e.spent, dir, e.tc, code)
	if err == nil && d != nil {
		err = errors.New(d.why)
	}
	if err != nil || whole != nil {
		return nil, err
	}
	runs, _, err := e.j.quietRuns(ctx, e.spent, e.tc, binary, "quiet")
	return runs, err
}
