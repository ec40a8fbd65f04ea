package diag

import "testing"

func TestNearest(t *testing.T) {
	t.Parallel()
	names := []string{"retention_days", "name", "kms_key_id", "sourcf", "source"}
	for written, want := range map[string]string{
		"retention": "retention_days", "nmae": "name", "kms_key": "kms_key_id", "kms_kye_di": "",
		"sorce": "source", "sourcs": "source", "x": "", "": "", "name": "", "retention_dasy": "retention_days",
	} {
		if got := Nearest(written, names); got != want {
			t.Errorf("%q: %q, not %q", written, got, want)
		}
	}
}
