package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// wrongFile is the page of mistakes, which is made from them.
const wrongFile = "docs/what-went-wrong.md"

// area is a chapter of the page of mistakes: symptoms of one kind, under the word that the lines "// Seen:"
// begin with.
type area struct{ word, title, text string }

var areas = []area{
	{"stuck", "The loss does not move",
		"With ten classes ln 10 = 2.303, with two ln 2 = 0.693, is the loss of a network that " +
			"finds all classes equally likely. Try a learning rate ten times larger, then one ten " +
			"times smaller: one long step can leave all units of a ReLU at 0 for good."},
	{"grows", "The loss grows, or jumps up and stays there",
		"Try a tenth of the learning rate. If that only takes longer to fail, the steps lead " +
			"upwards. Where the loss stays at a large number, the network is sure and wrong, and " +
			"the logarithm is cut off there."},
	{"nan", "NaN",
		"Try a tenth of the learning rate, and inputs from -1 to 1. The error that the " +
			"library's Fit returns names epoch, batch and layer in which it was first seen."},
	{"slow", "It learns too slowly, or not as well",
		"Try a learning rate ten times larger."},
	{"gradient", "The gradient check disagrees",
		"The library's CheckLayer, CheckLoss and CheckNetwork compare any gradient with " +
			"finite differences. Divide the one by the other: is it the same number everywhere? " +
			"Where is it 1?"},
	{"numbers", "A number that cannot be",
		"A loss is not negative, an accuracy is from 0 to 1, and the first loss, before any " +
			"update, is near ln 10 with ten classes."},
	{"validation", "Training and validation do not belong together",
		"A validation loss that turns up while that of training goes on down is no mistake: " +
			"that is overfitting."},
	{"regularization", "Regularization and dropout do not do what they should",
		"With dropout the loss in training is above that on validation data, for it is that " +
			"of a smaller network. That is right."},
	{"stopping", "Training ends too early, too late, or with the wrong weights",
		"Write the errors of the epochs down, and count with a finger."},
	{"settings", "A setting or the seed does not do what it says",
		"Train twice with the same seed, then with another seed, then with another setting, " +
			"and compare the losses to the last digit."},
	{"search", "The search finds the wrong thing",
		"Print every configuration with its accuracy, and look at the list."},
	{"memory", "Something has changed that nobody meant to change",
		"Call it twice with the same arguments, and compare arguments and results."},
	{"panics", "It panics",
		"Choose n, in and out all different: with equal ones a wrong shape can fit, and the " +
			"numbers are wrong in silence."},
	{"unseen", "Nothing looks wrong",
		"The loss falls as it should, so nobody looks for a mistake. Only a test that knows " +
			"the right numbers shows it."},
}

const wrongHead = `# What went wrong?

Find what you see. The second column is what others did when they saw the same, the third the
exercise whose tests show it and say so by name: copy the function into its file and run
%[1]sgo test%[1]s there. One cause can have many symptoms, and one symptom many causes.

The numbers are measured, or follow from the formulas: 1,500 digits of MNIST at half their size, a
network 196-32-10 or 196-32-32-10 with ReLU, softmax and cross-entropy, batches of 64, SGD with
learning rate 0.3 and momentum 0.9, 12 epochs; for odd and even a network with one output and a
sigmoid. Yours will differ.

This page is made from the known mistakes of the exercises by %[1]sgo run ./solutions/instructor stub%[1]s.
`

// wrongPage makes the page: a chapter for each area, and in its table a row for each cause.
func (c *course) wrongPage() (*generatedFile, error) {
	symptoms, err := c.symptoms()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, wrongHead, "`")
	for _, a := range areas {
		if len(symptoms[a.word]) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n", a.title, a.text)
		fmt.Fprint(&b, "| what you see | what you probably did | exercise |\n|---|---|---|\n")
		for _, s := range symptoms[a.word] {
			seen := escape(s.seen)
			for _, cause := range s.causes {
				fmt.Fprintf(&b, "| %s | %s |\n", seen, cause)
				seen = "" // the same
			}
		}
	}
	return &generatedFile{filepath.Join(c.root, filepath.FromSlash(wrongFile)), b.Bytes()}, nil
}

// symptom is what is seen, and in two cells for each what may have caused it and the exercise.
type symptom struct {
	seen   string
	causes []string
}

// symptoms reads the lines "// Seen: area: what is seen" that follow the names of the mistakes, and
// returns them by area.
func (c *course) symptoms() (map[string][]*symptom, error) {
	all := map[string][]*symptom{}
	for _, e := range c.exercises {
		files, err := e.mistakes()
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			source, err := os.ReadFile(file)
			if err != nil {
				return nil, err
			}
			lines := strings.Split(string(source), "\n")
			_, name, _ := strings.Cut(lines[0], ": ")
			cause := fmt.Sprintf("%s | [%s](../exercises/%s)",
				escape(name), strings.ReplaceAll(e.name, "-", " "), e.name)
			for _, line := range lines[1:] {
				line, ok := strings.CutPrefix(line, "// Seen: ")
				if !ok {
					break
				}
				word, seen, _ := strings.Cut(line, ": ")
				known := slices.ContainsFunc(areas, func(a area) bool { return a.word == word })
				if !known || seen == "" {
					return nil, fmt.Errorf("%s: // Seen: %s: want one of the areas of wrong.go, a colon, "+
						"and what is seen", file, line)
				}
				i := slices.IndexFunc(all[word], func(s *symptom) bool { return s.seen == seen })
				if i < 0 {
					i = len(all[word])
					all[word] = append(all[word], &symptom{seen: seen})
				}
				if s := all[word][i]; !slices.Contains(s.causes, cause) {
					s.causes = append(s.causes, cause)
				}
			}
		}
	}
	return all, nil
}
