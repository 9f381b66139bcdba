"""Makes the files of other tools that tests/evidence reads, on 2000 invented patients.

    python3 -m venv VENV && VENV/bin/pip install -r bench/evidence-fixtures.txt
    VENV/bin/python bench/evidence-fixtures.py tests/fixtures/evidence/tools

The truth about each group is in truth.json: tp, fp, tn, fn by attribute and group. In `race` nobody of the group Black
is flagged, and in `sex` the group U has no case. Same seed, same bytes.
"""

import json
import sys
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from fairlearn.metrics import (
    MetricFrame,
    count,
    demographic_parity_difference,
    equalized_odds_difference,
    false_negative_rate,
    false_positive_rate,
    selection_rate,
    true_negative_rate,
    true_positive_rate,
)
from sklearn.metrics import (
    accuracy_score,
    classification_report,
    confusion_matrix,
    precision_score,
    recall_score,
    roc_auc_score,
)

warnings.filterwarnings("ignore")
out = Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
rng = np.random.default_rng(20)
N = 2000
sex = rng.choice(["Female", "Male"], N, p=[0.53, 0.47])
sex[:7] = "U"
race = rng.choice(["White", "Black", "Hispanic", "Asian"], N, p=[0.6, 0.2, 0.12, 0.08])
age = rng.choice(["18-44", "45-64", "65+"], N)
risk = rng.beta(2, 5, N)
y = (rng.random(N) < risk).astype(int)
y[:7] = 0
score = np.clip(risk + 0.25 * y + rng.normal(0, 0.12, N), 0, 1)
pred = (score >= 0.45).astype(int)
pred[:2] = 1
pred[race == "Black"] = 0
frame = pd.DataFrame({"sex": sex, "race": race, "age_cat": age, "score": score, "label_value": y})


def cells(mask):
    tn, fp, fn, tp = confusion_matrix(y[mask], pred[mask], labels=[0, 1]).ravel()
    return {"tp": int(tp), "fp": int(fp), "tn": int(tn), "fn": int(fn)}


def write(name, value):
    text = value if isinstance(value, str) else json.dumps(value, indent=1)
    (out / name).write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8")


columns = {"sex": sex, "race": race, "age_cat": age}
write("truth.json", {a: {str(g): cells(v == g) for g in sorted(set(v))} for a, v in columns.items()})

metrics = {
    "count": count,
    "selection_rate": selection_rate,
    "accuracy": accuracy_score,
    "recall": recall_score,
    "precision": precision_score,
    "false_positive_rate": false_positive_rate,
}


def metric_frame(*names, metrics=metrics, control=None):
    features = frame[list(names)] if len(names) > 1 else frame[names[0]]
    return MetricFrame(
        metrics=metrics,
        y_true=y,
        y_pred=pred,
        sensitive_features=features,
        control_features=None if control is None else frame[control],
    )


race_frame = metric_frame("race")
sex_frame = metric_frame("sex")
by = race_frame.by_group
# What pandas makes of by_group, alone.
for orient in ["columns", "index", "split", "records", "values", "table"]:
    write(f"fairlearn-{orient}.json", by.to_json(orient=orient, double_precision=15))
for orient in ["dict", "list", "split", "tight", "records", "index"]:
    write(f"fairlearn-dict-{orient}.json", by.to_dict(orient=orient))
named = by.reset_index()
for orient in ["columns", "index", "split", "records", "values"]:
    write(f"fairlearn-reset-{orient}.json", named.to_json(orient=orient, double_precision=15))
write("fairlearn-reset-list.json", named.to_dict(orient="list"))
write("fairlearn-lines.jsonl", named.to_json(orient="records", lines=True, double_precision=15))
write("fairlearn.csv", by.to_csv())
write("fairlearn-semicolon.csv", by.to_csv(sep=";", decimal=","))
write("fairlearn-tab.tsv", by.to_csv(sep="\t"))
write("fairlearn-reset-index.csv", named.to_csv())
(out / "fairlearn-utf16.csv").write_text(by.to_csv(), encoding="utf-16")
write("fairlearn-transposed.json", by.T.to_dict())
write("fairlearn-markdown.md", by.to_string())
# With a name for the attribute.
write("fairlearn-named.json", {"sensitive_features": ["race"], "by_group": by.to_dict()})
# Each attribute under its name, as most public code has it.
frames = {name: metric_frame(name) for name in columns}
for label, orient in [("", "dict"), ("-index", "index"), ("-records", "records")]:
    write(
        f"fairlearn-nested{label}.json",
        {
            name: {
                "overall": f.overall.to_dict(),
                "by_group": (f.by_group.reset_index() if orient == "records" else f.by_group).to_dict(orient),
                "difference": f.difference().to_dict(),
                "ratio": f.ratio().to_dict(),
                "group_min": f.group_min().to_dict(),
                "group_max": f.group_max().to_dict(),
                "demographic_parity_difference": demographic_parity_difference(y, pred, sensitive_features=columns[name]),
                "equalized_odds_difference": equalized_odds_difference(y, pred, sensitive_features=columns[name]),
            }
            for name, f in frames.items()
        },
    )
write("fairlearn-attributes.json", {name: f.by_group.to_dict("index") for name, f in frames.items()})
write("fairlearn-attributes-dict.json", {name: f.by_group.to_dict() for name, f in frames.items()})
write("fairlearn-listed.json", [{"sensitive_feature": n, "by_group": f.by_group.to_dict()} for n, f in frames.items()])
# Rates over no cases: U has no positive case.
zero = metric_frame(
    "sex",
    metrics={
        "count": count,
        "true_positive_rate": true_positive_rate,
        "false_negative_rate": false_negative_rate,
        "selection_rate": selection_rate,
        "false_positive_rate": false_positive_rate,
        "true_negative_rate": true_negative_rate,
    },
)
write("fairlearn-no-positives.json", {"sensitive_features": ["sex"], "by_group": zero.by_group.to_dict()})
# Two attributes, a control feature, a single metric, rounded rates.
two = metric_frame("sex", "age_cat")
write("fairlearn-two.json", two.by_group.to_json(orient="table", double_precision=15))
write("fairlearn-two.csv", two.by_group.to_csv())
write("fairlearn-two-split.json", two.by_group.to_json(orient="split", double_precision=15))
write("fairlearn-control.csv", metric_frame("sex", control="age_cat").by_group.to_csv())
single = metric_frame("race", metrics=recall_score)
write("fairlearn-single.json", single.by_group.to_json(double_precision=15))
write("fairlearn-single.csv", single.by_group.to_csv())
write("fairlearn-rounded.csv", by.round(3).to_csv())
write("fairlearn-overall.json", race_frame.overall.to_json(double_precision=15))
unnamed = MetricFrame(metrics=metrics, y_true=y, y_pred=pred, sensitive_features=race)
write("fairlearn-unnamed.csv", unnamed.by_group.to_csv())
# positive_rate is the share of positive cases here.
write(
    "positive-rate.json",
    {
        name: {
            str(g): {
                "n": int((v == g).sum()),
                "positive_rate": float(y[v == g].mean()),
                "fpr": float(false_positive_rate(y[v == g], pred[v == g])),
                "fnr": float(false_negative_rate(y[v == g], pred[v == g])),
                "precision_at_thr": float(precision_score(y[v == g], pred[v == g])),
                "recall_at_thr": float(recall_score(y[v == g], pred[v == g])),
            }
            for g in sorted(set(v))
            if g not in ("U", "Black")
        }
        for name, v in columns.items()
    },
)

# scikit-learn
write("sklearn-report.json", classification_report(y, pred, output_dict=True))
write("sklearn-report-named.json", classification_report(y, pred, output_dict=True, target_names=["no", "readmitted"]))
write("sklearn-report.txt", classification_report(y, pred, digits=4))
write("sklearn-report.csv", pd.DataFrame(classification_report(y, pred, output_dict=True)).T.to_csv())
write("sklearn-matrix.json", {"confusion_matrix": confusion_matrix(y, pred).tolist()})
write(
    "sklearn-metrics.json",
    {
        "accuracy": float(accuracy_score(y, pred)),
        "precision": float(precision_score(y, pred)),
        "recall": float(recall_score(y, pred)),
        "roc_auc": float(roc_auc_score(y, score)),
        "confusion_matrix": confusion_matrix(y, pred).tolist(),
    },
)
write("sklearn-truth.json", cells(np.ones(N, bool)))

# Aequitas

try:
    from aequitas import Audit
    from aequitas.bias import Bias
    from aequitas.fairness import Fairness
    from aequitas.group import Group
except ImportError as error:
    sys.exit(f"aequitas cannot be imported: {error}")

table = frame.drop(columns="score").assign(score=pred)
crosstab, _ = Group().get_crosstabs(table, attr_cols=list(columns))
bias = Bias().get_disparity_predefined_groups(
    crosstab,
    original_df=table,
    ref_groups_dict={"sex": "Male", "race": "White", "age_cat": "45-64"},
    alpha=0.05,
    mask_significance=True,
)
fairness = Fairness().get_group_value_fairness(bias)
write("aequitas-crosstab.csv", crosstab.to_csv(index=False))
write("aequitas-crosstab-index.csv", crosstab.to_csv())
write("aequitas-crosstab-semicolon.csv", crosstab.to_csv(index=False, sep=";", decimal=","))
write("aequitas-crosstab-tab.tsv", crosstab.to_csv(index=False, sep="\t"))
(out / "aequitas-crosstab-utf16.csv").write_text(crosstab.to_csv(index=False), encoding="utf-16")
write("aequitas-bias.csv", bias.to_csv(index=False))
write("aequitas-fairness.csv", fairness.to_csv(index=False))
for orient in ["records", "columns", "index", "split", "table"]:
    write(f"aequitas-crosstab-{orient}.json", crosstab.to_json(orient=orient, double_precision=15))
write("aequitas-crosstab-lines.jsonl", crosstab.to_json(orient="records", lines=True, double_precision=15))
write("aequitas-bias-records.json", bias.to_json(orient="records", double_precision=15))
absolute = Group().list_absolute_metrics(crosstab)
write("aequitas-rates.csv", crosstab[["attribute_name", "attribute_value", *absolute]].to_csv(index=False))
counts_only = ["attribute_name", "attribute_value", "tp", "fp", "tn", "fn"]
write("aequitas-counts.csv", crosstab[counts_only].to_csv(index=False))
write("aequitas-rounded.csv", crosstab.round(2).to_csv(index=False))
both = pd.concat([crosstab, crosstab.assign(model_id=1)])
write("aequitas-models.csv", both.to_csv(index=False))
audit = Audit(
    table.rename(columns={"label_value": "label"}),
    score_column="score",
    label_column="label",
    sensitive_attribute_column=list(columns),
    reference_groups={"sex": "Male", "race": "White", "age_cat": "45-64"},
)
audit.audit()
for name in ["metrics_df", "confusion_df", "disparity_df"]:
    part = getattr(audit, name, None)
    if part is not None:
        part = part() if callable(part) else part
        write(f"aequitas-audit-{name.replace('_df', '')}.csv", part.to_csv())

# Evidently
from evidently import Report  # noqa: E402
from evidently.presets import DataDriftPreset  # noqa: E402

reference = pd.DataFrame({"age": rng.normal(60, 10, 500), "creatinine": rng.normal(1, 0.2, 500)})
current = pd.DataFrame({"age": rng.normal(66, 10, 400), "creatinine": rng.normal(1, 0.2, 400)})
for label, options in [("", {}), ("-psi", {"method": "psi"})]:
    drift = json.loads(Report([DataDriftPreset(**options)]).run(current, reference).json())
    for metric in drift["metrics"]:
        metric["id"] = ""
    write(f"evidently{label}.json", drift)

# MLflow
import tempfile  # noqa: E402

import os  # noqa: E402

os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"
import mlflow  # noqa: E402

with tempfile.TemporaryDirectory() as folder:
    mlflow.set_tracking_uri(f"file://{folder}")
    mlflow.set_experiment("evidence")
    with mlflow.start_run() as active:
        mlflow.log_metrics({"test_recall": float(recall_score(y, pred)), "test_roc_auc": float(roc_auc_score(y, score))})
        mlflow.log_metrics({f"test_{k}": v for k, v in cells(np.ones(N, bool)).items()})
    run = mlflow.get_run(active.info.run_id).to_dictionary()
run["info"] = {"run_id": "0" * 32, "status": "FINISHED", "end_time": 1764000000000}
run["data"]["tags"] = {}
run["data"]["metrics"] = dict(sorted(run["data"]["metrics"].items()))
write("mlflow-run.json", run)
