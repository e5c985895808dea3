package play

import (
	"fmt"
	"html"
	"slices"
	"strings"
)

// An Experiment is a guided experiment: a stage, a question, things to try, and an explanation.
type Experiment struct {
	Slug, Title, Slide, Question string
	Variants                     []Variant
	Explanation                  string
}

// Variant is one of the settings that an experiment compares.
type Variant struct {
	Name   string
	Query  string // as in a link
	Epochs int    // after which the explanation's claims hold
}

// The small noisy set on which large networks overfit.
const overfit = "data=moons&points=80&share=40&noise=0.6&batch=0&rate=0.03&"

// Experiments are the guided experiments, in the order of the lecture.
var Experiments = []Experiment{
	{"hidden-layer", "Why a hidden layer?", "Training: supervised learning",
		"A single unit divides the plane with a straight line. Can it learn exclusive or?",
		[]Variant{
			{"no hidden layer", "data=xor&batch=20&points=200&noise=0.2&hidden=", 60},
			{"one layer of four units", "data=xor&batch=20&points=200&noise=0.2&hidden=4", 60},
		},
		"Without a hidden layer the boundary is a straight line, and no line has both points of each class on its own side: about three of four points can be right, not more. Each hidden unit adds a line, and the output combines them. Move over the units to see their lines."},
	{"learning-rate", "Too small, too large", "Back-propagation algorithm",
		"Gradient descent takes steps of the learning rate times the gradient. What does the loss look like if the rate is 1000 times too small, and if it is far too large?",
		[]Variant{
			{"too small: 0.001", "data=moons&noise=0.5&points=300&optimizer=sgd&rate=0.001&batch=0&hidden=8", 100},
			{"right: 1", "data=moons&noise=0.5&points=300&optimizer=sgd&rate=1&batch=0&hidden=8", 100},
			{"too large: 100", "data=moons&noise=0.5&points=300&optimizer=sgd&rate=100&batch=0&hidden=8", 100},
		},
		"With the small rate, the loss decreases so slowly that 100 epochs change almost nothing. With the large one, each step jumps over the minimum, often to a place that is worse: the loss jumps up and down and stays higher than with the rate 1."},
	{"momentum", "Momentum in a valley", "Improvements on training algorithms: momentum",
		"The inputs x₁² and x₁ have different sizes, so the loss is a long, narrow valley. What happens with a learning rate that is too large for the steep walls?",
		[]Variant{
			{"plain gradient descent, 0.15", "data=plane&hidden=&features=x1,x2,x1x1,x2x2&optimizer=sgd&rate=0.15&batch=0", 60},
			{"with momentum 0.9, 0.15", "data=plane&hidden=&features=x1,x2,x1x1,x2x2&optimizer=momentum&rate=0.15&batch=0", 60},
		},
		"Across the valley the gradient changes its sign in every step. Without momentum each step is longer than the last, and the loss grows without end. The moving average of the gradients, V, cancels what changes its sign and keeps what points along the valley."},
	{"dead-relu", "Dead ReLU units", "Training: activation functions",
		"A ReLU returns 0 for negative sums, and its slope there is 0 too. What does one much too long step do to a layer of ReLU units?",
		[]Variant{
			{"learning rate 0.01", "data=circles&points=300&hidden=16&activation=relu&rate=0.01&batch=20", 40},
			{"learning rate 3", "data=circles&points=300&hidden=16&activation=relu&rate=3&batch=20", 40},
		},
		"A long step can move a unit's line so far away that the sum is negative for every point. Then its output and its gradient are 0 for every point, and no further step can bring it back. The line below the network counts dead units; look at one of them in the view \"unit\"."},
	{"saturation", "Saturation", "Training: activation functions",
		"A sigmoid is flat for large sums. What happens if the network starts with large weights?",
		[]Variant{
			{"usual initial weights", "data=circles&hidden=8&activation=sigmoid&points=300&optimizer=sgd&rate=2&batch=10", 100},
			{"large initial weights", "data=circles&hidden=8&activation=sigmoid&points=300&optimizer=sgd&rate=2&batch=10&init=large", 100},
		},
		"With weights between -20 and 20 the sums are large, so most sigmoids are close to 0 or 1, where the slope y·(1 - y) is almost 0. The gradient of a layer contains this factor, so saturated units hardly change. Compare the numbers of saturated units below the network, at the start and after the training: most stay saturated, and the network has to use them as they are."},
	{"overfitting", "Capacity and overfitting", "Over and underfitting",
		"32 noisy points train. How do the losses of training and validation develop in a small and in a large network?",
		[]Variant{
			{"two units", overfit + "hidden=2", 300},
			{"two layers of 16 units", overfit + "hidden=16,16", 300},
		},
		"The large network bends its boundary around single points. Its training loss goes to 0, while its validation loss falls first and then rises far above the lowest value. The ring in the plot marks the lowest value. The small network cannot follow every point, so its two losses stay closer together."},
	{"regularization", "Regularization", "Regularization",
		"The same 32 points and the large network. What does a penalty for large weights change?",
		[]Variant{
			{"no penalty", overfit + "hidden=16,16", 300},
			{"L2, 0.01", overfit + "hidden=16,16&regularizer=l2&strength=0.01", 300},
		},
		"A boundary with sharp bends needs large weights. The penalty makes them costly, so the boundary becomes smooth and the validation loss at the end is lower. The loss in the plot includes the penalty."},
	{"dropout", "Dropout", "Dropout",
		"In every step, dropout sets units to 0 at random. What does this do to the large network?",
		[]Variant{
			{"no dropout", overfit + "hidden=16,16", 300},
			{"dropout 0.5", overfit + "hidden=16,16&dropout=0.5", 300},
		},
		"No unit can rely on another, so the network learns a coarser boundary. The loss of training jumps, because each step trains a different network, and the validation loss at the end is lower than without dropout."},
	{"early-stopping", "Early stopping", "Early stopping",
		"When should the training of the large network end?",
		[]Variant{
			{"to the end", overfit + "hidden=16,16", 300},
			{"early stopping after 20 epochs", overfit + "hidden=16,16&patience=20", 300},
		},
		"The training stops when the validation loss has not improved for 20 epochs, and the weights of the best epoch are put back. They have a lower validation loss than the weights of the last epoch."},
	{"batch-noise", "Noise of mini-batches", "Improvements on training algorithms: batches",
		"A mini-batch estimates the gradient with few examples. How do the curves differ for batches of 1 and for all examples?",
		[]Variant{
			{"one example", "data=moons&noise=0.5&points=200&hidden=8&optimizer=sgd&rate=0.2&batch=1", 60},
			{"all examples", "data=moons&noise=0.5&points=200&hidden=8&optimizer=sgd&rate=0.2&batch=0", 60},
		},
		"With one example per batch an epoch makes 100 steps, so the loss falls quickly at first, but it keeps jumping, because each step follows a single example. With all examples an epoch makes one step, and the loss falls smoothly and slowly."},
}

func experiment(slug string) *Experiment {
	i := slices.IndexFunc(Experiments, func(x Experiment) bool { return x.Slug == slug })
	if i < 0 {
		return nil
	}
	return &Experiments[i]
}

// view returns the experiment as HTML. Its variants are buttons, and number current is pressed.
func (x *Experiment) view(current int) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<h3>%s</h3><p>%s</p><p class="buttons">`, html.EscapeString(x.Title), html.EscapeString(x.Question))
	for k, v := range x.Variants {
		fmt.Fprintf(&b, `<button data-do="experiment" data-slug="%s" data-variant="%d" aria-pressed="%v">%s</button>`, x.Slug, k, k == current, html.EscapeString(v.Name))
	}
	fmt.Fprintf(&b, `</p><p>Try each: choose it, guess, and press Play for %d epochs.</p><details><summary>Explanation</summary><p>%s</p></details><p><a href="#experiment=%s">Link to this experiment</a></p>`,
		x.Variants[len(x.Variants)-1].Epochs, html.EscapeString(x.Explanation), x.Slug)
	return b.String()
}
