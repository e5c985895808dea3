package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// wrongFile is the page of symptoms, which is generated from the known mistakes.
const wrongFile = "docs/what-went-wrong.md"

// area is a section of the page: symptoms of one kind. The lines "// Seen:" begin with its word. The
// title is also the general symptom, for mistakes that have no symptom of their own.
type area struct{ word, title, text string }

var areas = []area{
	{"stuck", "The loss does not move",
		"ln 10 = 2.303 with ten classes, or ln 2 = 0.693 with two, is the loss of a network that " +
			"gives all classes the same probability. Look at the inputs first: divide pixels by 255, " +
			"and standardize columns such as prices, because large inputs saturate sigmoid and tanh. " +
			"Then try a learning rate ten times larger and one ten times smaller. One long step can " +
			"leave all ReLU units at 0 permanently: a unit that is 0 for every example has the " +
			"gradient 0, so it never changes again. New weights and shorter steps help, or tanh."},
	{"grows", "The loss grows, or jumps up and stays there",
		"Try a tenth of the learning rate. If the loss only takes longer to grow, the steps go " +
			"uphill. If the loss stays at a large number, the network is confident and wrong, and " +
			"the logarithm is cut off there."},
	{"nan", "NaN",
		"Try a tenth of the learning rate, and inputs from -1 to 1. The error that the library's " +
			"Fit returns names the epoch, the batch and the layer where NaN first appeared."},
	{"slow", "The network learns too slowly, or not as well",
		"Try a learning rate ten times larger."},
	{"gradient", "The gradient check disagrees",
		"The library's CheckLayer, CheckLoss and CheckNetwork compare any gradient with " +
			"finite differences. Divide one by the other: is the ratio the same everywhere? Where " +
			"is it 1?"},
	{"blind", "The gradient check agrees, although the gradient is wrong",
		"These are mistakes in the check. Give it a layer with a mistake that you know, and see " +
			"whether it finds it."},
	{"numbers", "An impossible number",
		"A loss is not negative, an accuracy is between 0 and 1, and the first loss, before any " +
			"update, is near ln 10 = 2.303 with ten classes."},
	{"validation", "Training and validation do not fit together",
		"A validation loss that turns up while the training loss continues to fall is not a " +
			"mistake: this is overfitting."},
	{"regularization", "Regularization or dropout has the wrong effect",
		"With dropout the training loss is above the validation loss, because it is the loss of a " +
			"smaller network. This is correct."},
	{"stopping", "Training ends too early, too late, or with the wrong weights",
		"Write down the errors of the epochs, and count by hand."},
	{"settings", "A setting or the seed does not work as described",
		"Train twice with the same seed, then with a different seed, then with a different " +
			"setting, and compare the losses to the last digit."},
	{"search", "The search finds the wrong configuration",
		"Print every configuration with its accuracy, and read the list."},
	{"memory", "A value has changed unexpectedly",
		"Call the function twice with the same arguments, and compare arguments and results."},
	{"panics", "The program panics",
		"Choose n, in and out all different. If two of them are equal, a wrong shape can fit, and " +
			"the numbers are wrong without a panic."},
	{"unseen", "Nothing looks wrong",
		"The loss falls as usual, so the mistake is easy to miss. Only a test with known results " +
			"shows it."},
}

const wrongHead = `# What went wrong?

Search this page for your symptom, for example %[1]s2.303%[1]s, %[1]sNaN%[1]s or %[1]shalf%[1]s. In each section the symptoms
are in alphabetical order. Below each symptom are its known causes, and the exercises whose tests
find and name them: copy your function into the file of the exercise and run %[1]sgo test%[1]s there. One
cause can have several symptoms, and one symptom several causes.

The numbers are measured, or follow from the formulas: 1,500 digits of MNIST at half their size, a
network 196-32-10 or 196-32-32-10 with ReLU, softmax and cross-entropy, batches of 64, SGD with
learning rate 0.3 and momentum 0.9, 12 epochs. For odd and even digits the network has one output
and a sigmoid. Your numbers will differ.

[Another page](diagnosis-of-mistakes.md) shows what the library's %[1]sDiagnosis%[1]s says while a network with such a
mistake is trained.

This page is generated from the known mistakes of the exercises: %[1]sgo run ./solutions/instructor stub%[1]s.
`

// wrongPage generates the page: a section for each area, in it the symptoms in alphabetical order, so
// that similar ones are side by side, and below each symptom its causes.
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
		slices.SortFunc(symptoms[a.word], func(x, y *symptom) int {
			switch {
			case x.seen == a.title: // the general symptom comes first
				return -1
			case y.seen == a.title:
				return 1
			}
			return strings.Compare(x.seen, y.seen)
		})
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n", a.title, a.text)
		for _, s := range symptoms[a.word] {
			fmt.Fprintf(&b, "- **%s**\n", escape(s.seen))
			for _, cause := range s.causes {
				fmt.Fprintf(&b, "  - %s\n", cause)
			}
		}
	}
	return &generatedFile{filepath.Join(c.root, filepath.FromSlash(wrongFile)), b.Bytes()}, nil
}

// symptom is one observation and its causes: the name of each mistake with a link to the exercise.
type symptom struct {
	seen   string
	causes []string
}

// symptoms reads the lines "// Seen: area: symptom" that follow the names of the mistakes, and
// returns the symptoms by area. A line "// Seen: area" stands for the general symptom of the area.
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
			cause := fmt.Sprintf("%s ([%s](../exercises/%s))",
				escape(name), strings.ReplaceAll(e.name, "-", " "), e.name)
			for _, line := range lines[1:] {
				line, ok := strings.CutPrefix(line, "// Seen: ")
				if !ok {
					break
				}
				word, seen, own := strings.Cut(line, ": ")
				a := slices.IndexFunc(areas, func(a area) bool { return a.word == word })
				if a < 0 || own && seen == "" {
					return nil, fmt.Errorf("%s: // Seen: %s: want one of the areas of wrong.go, and "+
						"for a symptom of its own a colon and the symptom", file, line)
				}
				if !own {
					seen = areas[a].title
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
