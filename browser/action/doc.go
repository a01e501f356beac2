// Package action is the table of what can be done to a page before it is captured. From it
// are made the flags of the command line, the keys of tearsheet.yaml and of files of
// actions with their JSON Schema, and the checks of a request.
//
//	action.go  an action, and the table of verbs
//	check.go   what an action may be
//	short.go   actions as flags write them
//	recorded.go  actions that other programs have recorded: recorder.go, codegen.go
package action
