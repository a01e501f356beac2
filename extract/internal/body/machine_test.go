package body

import "testing"

func TestMachineText(t *testing.T) {
	for line, want := range map[string]bool{
		"https://cdn.example/img/160x160/mug-blue.jpg?c=2":                                 true,
		"9303097ac-d3e5-41e1-baf5-303640756ebf 84f535a2-9d93-4b1e-8f6d-aa0c9b7e1d22":       true,
		"A mug for the captain and all of the crew, known as 9303097ac-d3e5-41e1-baf5":     false,
		"Read https://cdn.example/ before you order a mug":                                 false,
		"tern/Skiff-3.1-8B-Instruct and tern/Skiff-2.5-32B":                                false,
		"Vacuum set for Pro B402HW, B402CN, B403HW and B404CN, 24 parts, with all brushes": false,
		"https://quay.example/petition/":                                                   false,
		"1934":                                                                             false,
	} {
		if got := isMachineText(line); got != want {
			t.Errorf("%s: %v", line, got)
		}
	}
}
