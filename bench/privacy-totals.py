"""Adds the totals of dp-accounting over whole orders to tests/fixtures/privacy-totals.json.

    pip install dp-accounting==0.6.0
    python bench/privacy-totals.py

At fractional orders, dp-accounting 0.6.0 adds up the absolute values of a series with terms of both signs
(`_compute_log_a_frac`), which is a bound from above, and leaves out orders at which it does not converge. At whole
orders its sum is exact, so that our integral can be compared with it.
"""
import json
import pathlib

import dp_accounting as dp
from dp_accounting.rdp import RdpAccountant

ORDERS = [*range(2, 64), 128, 256, 512, 1024]
FILE = pathlib.Path(__file__).parent.parent / "tests/fixtures/privacy-totals.json"


def whole(parts, delta):
    """The total of Gaussian releases, on samples or on all data; None where another mechanism is among them."""
    if any(mechanism == "laplace" for mechanism, *_ in parts):
        return None
    accountant = RdpAccountant(ORDERS)
    for _, noise, rate, times in parts:
        event = dp.GaussianDpEvent(noise)
        accountant.compose(event if rate == 1 else dp.PoissonSampledDpEvent(rate, event), times)
    return round(accountant.get_epsilon(delta), 6)


mixes = json.loads(FILE.read_text())
lines = [json.dumps([*mix[:4], whole(*mix[:2])], separators=(",", ":")) for mix in mixes]
FILE.write_text("[\n" + ",\n".join(lines) + "\n]\n")
