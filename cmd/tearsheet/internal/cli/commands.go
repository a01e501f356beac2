package cli

import "github.com/spf13/cobra"

// commands are the commands of tearsheet, in the order of the help.
var commands = []func(*app) *cobra.Command{
	newCaptureCmd,
	newCheckCmd,
	newInitCmd,
	newRecordCmd,
	newProfilesCmd,
	newExtractCmd,
	newListCmd,
	newShowCmd,
	newDiffCmd,
	newSearchCmd,
	newExportCmd,
	newVerifyCmd,
	newServeCmd,
	newEnqueueCmd,
	newWorkCmd,
	newJobsCmd,
	newMCPCmd,
	newTokenCmd,
	newDoctorCmd,
	newVersionCmd,
}
