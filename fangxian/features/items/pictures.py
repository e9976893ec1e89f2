"""What cameras write into a picture (place, time, device) taken out of it; pure."""

from __future__ import annotations

_START, _SCAN = b"\xff\xd8", 0xDA
_CARRIES = {0xE1, 0xED, 0xFE}  # APP1 (EXIF, XMP), APP13 (IPTC), comments


def without_metadata(jpeg: bytes) -> bytes:
    """
    A JPEG without EXIF, XMP, IPTC and comments; the picture itself is not touched.

    Anything that is not laid out as one is given back as it is.

    Source: ITU-T T.81 B.1.1.4: segments of a marker and a two-byte length that counts itself, until the scan.

    >>> without_metadata(b"\\xff\\xd8" + b"\\xff\\xe1\\x00\\x04ab" + b"\\xff\\xda\\x00\\x02xyz")
    b'\\xff\\xd8\\xff\\xda\\x00\\x02xyz'
    """
    if not jpeg.startswith(_START):
        return jpeg
    kept, at = [_START], 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF:
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if marker == _SCAN or length < 2:
            break
        if marker not in _CARRIES:
            kept.append(jpeg[at : at + 2 + length])
        at += 2 + length
    return b"".join([*kept, jpeg[at:]])
