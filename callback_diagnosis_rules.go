// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

// rule is one rule of a [Diagnosis].
type rule struct {
	name    string
	section string // heading of docs/what-went-wrong.md
	// check returns what was found, and the number of the layer or 0. It returns "" if the rule
	// does not apply. What each looks for is in the comment of Diagnosis.
	check  func(d *Diagnosis) (layer int, found string)
	advice string
}

// The headings of docs/what-went-wrong.md to which the rules refer.
const (
	sectionStuck   = "The loss does not move"
	sectionGrows   = "The loss grows, or jumps up and stays there"
	sectionNaN     = "NaN"
	sectionSlow    = "The network learns too slowly, or not as well"
	sectionParts   = "Training and validation do not fit together"
	sectionPenalty = "Regularization or dropout has the wrong effect"
)

var rulesBefore = []rule{
	{"one-class", sectionStuck, oneClass, "check how the targets are read"},
	{"missing-code", sectionNaN, missingCode,
		"if it stands for a missing value, read it as missing and fill it with an Imputer"},
	{"unlike-scales", sectionStuck, unlikeScales,
		"standardize the inputs, and drop columns that only number the examples"},
	{"input-scale", sectionStuck, inputScale,
		"scale the inputs to about -1 to 1, for example pixels by 1/255, or use a Standardizer"},
	{"constant-columns", sectionSlow, constantColumns, "leave them out, because they carry no information"},
	{"target-scale", sectionGrows, targetScale,
		"standardize the targets, and transform the predictions back with InverseTransform"},
	{"output-range", sectionStuck, outputRange, "end with a dense layer alone, or scale the targets into that range"},
	{"validation-scale", sectionParts, validationScale,
		"transform validation with the Standardizer that was fitted on the training set"},
	{"different-sets", sectionParts, differentSets, "shuffle the examples before you split them"},
	{"duplicates", sectionParts, duplicates,
		"split first and copy examples afterwards, because otherwise validation measures memory"},
	{"missing-activation", sectionSlow, missingActivation,
		"add an activation, because two dense layers in a row compute no more than one"},
	{"extra-activation", sectionStuck, extraActivation, "remove one of them, because it loses information"},
	{"dropout-at-output", sectionPenalty, dropoutAtOutput, "move it before the last dense layer"},
	{"too-much-dropout", sectionPenalty, tooMuchDropout, "try a rate of 0.2 to 0.5, or more units"},
	{"equal-weights", sectionStuck, equalWeights,
		"draw them at random with Glorot or He, because equal units have equal gradients and remain equal"},
	{"dead-units", sectionStuck, deadUnits, "use smaller initial weights, biases of 0, and scaled inputs, because a dead unit has the gradient 0"},
	{"saturation", sectionStuck, saturation, saturationAdvice},
}

var rulesInEpoch = []rule{
	{"exploding-gradient", sectionGrows, explodingGradient, "use smaller initial weights, for example from Glorot or He"},
	{"rate-too-high", sectionGrows, rateTooHigh, rateTooHighAdvice},
	{"dead-units", sectionStuck, deadUnits,
		"make the learning rate smaller and train again from new weights, because a dead unit has the gradient 0"},
	{"saturation", sectionStuck, saturation, saturationAdvice},
	{"vanishing-gradient", sectionStuck, vanishingGradient,
		"use ReLU instead of sigmoid, fewer layers, or initial weights from Glorot or He"},
	{"too-much-penalty", sectionPenalty, tooMuchPenalty, "make L1 and L2 ten times smaller"},
	{"oscillation", sectionGrows, oscillation, "make the learning rate three to ten times smaller, or the mini-batches larger"},
	{"unmatched-labels", sectionStuck, unmatchedLabels,
		"check that X and Y are in the same order, and shuffle and split them together"},
	{"overfitting", sectionPenalty, overfitting,
		"use EarlyStopping, fewer units, L2, dropout, or more examples"},
}

var rulesAfter = []rule{
	{"not-finite", sectionNaN, notFinite, "look for missing values in the data"},
	{"nan-update", sectionNaN, nanUpdate,
		"check the optimizer for a root of a negative number and for a division by 0"},
	{"rate-too-high", sectionGrows, divergence, rateTooHighAdvice},
	{"few-updates", sectionSlow, fewUpdates, "make BatchSize smaller, for example 32, or Epochs larger"},
	{"rate-too-low", sectionSlow, rateTooLow, "make the learning rate ten times larger, or Epochs larger"},
	{"majority", sectionSlow, majority,
		"look at F1 or the confusion matrix instead of the accuracy, and give rare classes more weight"},
	{"constant-loss", sectionStuck, constantLoss,
		"try a learning rate ten times larger and ten times smaller, and check the inputs and the targets"},
}

const (
	saturationAdvice  = "use smaller initial weights or inputs scaled to about -1 to 1, because the derivative is almost 0 there"
	rateTooHighAdvice = "make the learning rate ten times smaller and train again from new weights"
)
