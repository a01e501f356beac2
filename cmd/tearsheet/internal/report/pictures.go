package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // so that the size of these can be read
	_ "image/png"
	"io"
	"strconv"

	_ "golang.org/x/image/webp" // likewise
)

// storedPicture is a picture that the file holds. Its bytes are read again when they are
// written, so that no more than one is in memory.
type storedPicture struct {
	ID            string
	Type          string // media type
	Width, Height int
	source        Picture
}

// store takes a picture into the file, unless it is there.
func (v *view) store(p Picture) (*storedPicture, error) {
	data, err := p.bytes()
	if err != nil {
		return nil, fmt.Errorf("the picture cannot be read: %w", err)
	}
	hash := sha256.Sum256(data)
	if known := v.byHash[hash]; known != nil {
		return known, nil
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, errors.New("this is no PNG, JPEG or WebP picture")
	}
	s := &storedPicture{
		ID: "picture-" + strconv.Itoa(len(v.stored)+1), Type: "image/" + format,
		Width: config.Width, Height: config.Height, source: p,
	}
	v.stored, v.byHash[hash] = append(v.stored, s), s
	return s, nil
}

// write writes the picture as text that no browser runs or shows by itself.
func (s *storedPicture) write(w io.Writer) error {
	data, err := s.source.bytes()
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "<script type=\"text/plain\" id=\"%s\">", s.ID); err != nil {
		return err
	}
	encoder := base64.NewEncoder(base64.StdEncoding, w)
	if _, err := encoder.Write(data); err != nil {
		return err
	}
	if err := encoder.Close(); err != nil {
		return err
	}
	_, err = io.WriteString(w, "</script>\n")
	return err
}

// anchor names a case within the file.
func anchor(i int) string { return "case-" + strconv.Itoa(i+1) }
