"""The twenty rules for Checkov: checks in Python over plain YAML and JSON, which its YAML policies do not judge.

As Checkov's own base classes do, a check passes only what it finds; a check that depends on a value applies when the
value is there.
"""
from checkov.common.checks.enums import BlockType
from checkov.common.models.enums import CheckCategories, CheckResult
from checkov.json_doc.base_json_check import BaseJsonCheck
from checkov.yaml_doc.base_yaml_check import BaseYamlCheck


def at(conf, path):
    """The value at a dotted path, None where there is none."""
    for key in path.split("."):
        if not isinstance(conf, dict):
            return None
        conf = conf.get(key)
    return conf


def items(conf, path):
    found = at(conf, path)
    return found if isinstance(found, list) else []


def number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def at_most(value, limit):
    return number(value) and value <= limit


def stops(overseer):
    return "stop" in items(overseer, "may") and at_most(overseer.get("withinMinutes"), 30)


def regular(signal):
    cases = signal.get("minimumCases")
    return at_most(signal.get("everyDays"), 92) and number(cases) and cases >= 100


def contracted(vendor):
    return vendor.get("dataAccess") not in ("identifiable", "pseudonymised") or bool(vendor.get("contract"))


def logged(spec):
    fields = items(spec, "security.auditLog.fields")
    return all(field in fields for field in ("user", "time", "action"))


def logoff(spec):
    minutes = at(spec, "security.access.autoLogoffMinutes")
    return number(minutes) and 1 <= minutes <= 15


def outlives(spec):
    kept = at(spec, "security.auditLog.retentionDays")
    return number(kept) and at_most(at(spec, "security.auditLog.reviewDays"), kept)


def many(spec):
    people = at(spec, "data.people")
    return number(people) and people >= 10000


RULES = {
    "fallback": lambda spec: bool(at(spec, "incidentResponse.fallback")),
    "previous-version": lambda spec: bool(at(spec, "change.previousVersion")),
    "patient-notice": lambda spec: bool(at(spec, "transparency.patientNotice.text"))
    and bool(at(spec, "transparency.patientNotice.contact")),
    "key-rotation": lambda spec: at_most(at(spec, "security.keyRotationDays"), 365),
    "access-review": lambda spec: at_most(at(spec, "security.access.reviewDays"), 92),
    "first-answer": lambda spec: at_most(at(spec, "monitoring.reportResponseHours"), 72),
    "logoff": logoff,
    "encryption-at-rest": lambda spec: at(spec, "security.encryptionAtRest")
    in ("aes-128-gcm", "aes-256-gcm", "aes-256-xts"),
    "encryption-in-transit": lambda spec: at(spec, "security.encryptionInTransit") in ("tls-1.2", "tls-1.3"),
    "no-local-recorders": lambda spec: at(spec, "security.localRecorders") is False,
    "storage-countries": lambda spec: all(
        country in ("US", "DE", "FR", "IE", "NL") for country in items(spec, "data.storageCountries")
    ),
    "log-fields": logged,
    "stop": lambda spec: any(stops(overseer) for overseer in items(spec, "oversight.overseers")),
    "signals": lambda spec: all(regular(signal) for signal in items(spec, "monitoring.signals")),
    "retention": lambda spec: all(at_most(kept.get("days"), 3660) for kept in items(spec, "data.retention")),
    "vendor-contracts": lambda spec: all(contracted(vendor) for vendor in items(spec, "vendors")),
    "high-risk-mfa": lambda spec: at(spec, "risk.level") != "high" or at(spec, "security.access.mfa") == "all",
    "updates-validated": lambda spec: at(spec, "model.learning") == "locked"
    or at(spec, "change.revalidation") == "every-change",
    "log-outlives-review": outlives,
    "harm-told": lambda spec: not many(spec) or at_most(at(spec, "incidentResponse.patientNotice.withinDays"), 60),
}


def check(base, name, holds):
    class Rule(base):
        def __init__(self):
            super().__init__(
                name=name,
                id=f"CKV_BENCH_{list(RULES).index(name) + 1}",
                categories=[CheckCategories.GENERAL_SECURITY],
                supported_entities=["*"],
                block_type=BlockType.DOCUMENT,
            )

        def scan_entity_conf(self, conf, entity_type):
            return CheckResult.PASSED if holds(conf["spec"]) else CheckResult.FAILED

    return Rule()


CHECKS = [check(base, name, holds) for base in (BaseYamlCheck, BaseJsonCheck) for name, holds in RULES.items()]
