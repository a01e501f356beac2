package cli

import "github.com/spf13/cobra"

// commands are the commands of tearsheet, in the order of the help.
var commands = []func(*app) *cobra.Command{
	newCaptureCmd,
	newCheckCmd,
	newInitCmd,
	newRecordCmd,
	newLoginCmd,
	newProfilesCmd,
	newExtractCmd,
	newListCmd,
	newShowCmd,
	newDiffCmd,
	newHistoryCmd,
	newBlameCmd,
	newSearchCmd,
	newExportCmd,
	newVerifyCmd,
	newGCCmd,
	newPinCmd,
	newUnpinCmd,
	newWatchCmd,
	newServeCmd,
	newEnqueueCmd,
	newWorkCmd,
	newJobsCmd,
	newMCPCmd,
	newTokenCmd,
	newDoctorCmd,
	newVersionCmd,
}
