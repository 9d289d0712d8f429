"""What a browser sends when files are chosen."""

from datetime import UTC, datetime


def uploaded(*files, missing=0):
    """The value of a FileUpload with these files, each a name and its bytes. missing: how many bytes have not arrived."""
    return tuple(
        {
            "name": name,
            "content": memoryview(data),
            "size": len(data) + missing,
            "type": "",
            "last_modified": datetime(2026, 1, 1, tzinfo=UTC),
        }
        for name, data in files
    )
