"""Chapter 08: how far two or more codings of the same units agree, beyond what chance would give."""

import krippendorff
import numpy as np
import pandas as pd


def alpha(codings):
    """Krippendorff's α of codings of the same units, for values without an order (Hayes and Krippendorff 2007): at most 1.

    codings: a list of values for each coder, in the order of the units, None (or not a number) for a unit that is not coded.
    Not a number where nothing varies: then there is nothing to agree about.
    """
    table = pd.DataFrame(codings).astype("object")
    codes, values = pd.factorize(table.to_numpy().ravel())
    if len(values) < 2:
        return float("nan")
    units = np.where(codes < 0, np.nan, codes).reshape(table.shape)
    return float(krippendorff.alpha(units, level_of_measurement="nominal"))
