package tree

import (
	"io/fs"
	"path/filepath"
)

// Walk is [filepath.WalkDir] in any tree: links are not followed, so that
// circles of them do no harm.
func Walk(in FS, dir string, visit fs.WalkDirFunc) error {
	st, err := in.Stat(dir)
	if err != nil {
		err = visit(dir, nil, err)
	} else {
		err = walk(in, dir, fs.FileInfoToDirEntry(st), visit)
	}
	if err == fs.SkipDir || err == fs.SkipAll {
		return nil
	}
	return err
}

func walk(in FS, path string, d fs.DirEntry, visit fs.WalkDirFunc) error {
	if err := visit(path, d, nil); err != nil || !d.IsDir() {
		if err == fs.SkipDir && d.IsDir() {
			return nil
		}
		return err
	}
	entries, err := in.ReadDir(path)
	if err != nil {
		if err = visit(path, d, err); err != nil {
			if err == fs.SkipDir {
				return nil
			}
			return err
		}
	}
	for _, e := range entries {
		if err := walk(in, filepath.Join(path, e.Name()), e, visit); err != nil {
			if err == fs.SkipDir { // of a file: the rest of the folder
				return nil
			}
			return err
		}
	}
	return nil
}
