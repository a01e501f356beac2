package wacz

import (
	"fmt"
	"strings"
)

// Indexes that are older than CDXJ have columns, which a head names by letters.

// cdxColumns reads such a head.
func cdxColumns(text string) (letters string, ok bool) {
	names, ok := strings.CutPrefix(strings.TrimSpace(text), "CDX ")
	return strings.ReplaceAll(names, " ", ""), ok
}

// columnsOf are the columns of an index without a head, by how many there are.
var columnsOf = map[int]string{9: "NbamskrVg", 10: "NbamskrMVg", 11: "NbamskrMSVg"}

// unknown is the length of a record where an index does not say it: it ends where it ends.
const unknown = -1

// parseColumns reads a line of columns.
func parseColumns(text, columns string) (j lineJSON, err error) {
	j.Length = unknown
	fields := strings.Fields(text)
	if columns == "" {
		columns = columnsOf[len(fields)]
	}
	if len(fields) != len(columns) {
		return j, fmt.Errorf("it has %d columns", len(fields))
	}
	for i, value := range fields {
		if value == "-" {
			continue
		}
		switch columns[i] {
		case 'a':
			j.URL = value
		case 'm':
			j.Media = value
		case 's':
			err = j.Status.UnmarshalJSON([]byte(value))
		case 'k':
			j.Digest = value
		case 'S':
			err = j.Length.UnmarshalJSON([]byte(value))
		case 'V':
			err = j.Offset.UnmarshalJSON([]byte(value))
		case 'g':
			j.File = value
		}
		if err != nil {
			return j, err
		}
	}
	if j.Length < unknown {
		return j, fmt.Errorf("it has the length %d", j.Length)
	}
	return j, nil
}
