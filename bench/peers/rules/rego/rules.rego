# The twenty rules for OPA and conftest: a set of denials, as both document it.
package main

import rego.v1

# presence
deny contains {"id": "fallback", "msg": "no fallback"} if not input.spec.incidentResponse.fallback

deny contains {"id": "previous-version", "msg": "no version to go back to"} if not input.spec.change.previousVersion

deny contains {"id": "patient-notice", "msg": "patients are not told"} if not input.spec.transparency.patientNotice.text

deny contains {"id": "patient-notice", "msg": "patients are not told whom to ask"} if not input.spec.transparency.patientNotice.contact

# comparison
deny contains {"id": "key-rotation", "msg": msg} if {
	input.spec.security.keyRotationDays > 365
	msg := sprintf("keys live %v days", [input.spec.security.keyRotationDays])
}

deny contains {"id": "access-review", "msg": msg} if {
	input.spec.security.access.reviewDays > 92
	msg := sprintf("access is reviewed every %v days", [input.spec.security.access.reviewDays])
}

deny contains {"id": "first-answer", "msg": msg} if {
	input.spec.monitoring.reportResponseHours > 72
	msg := sprintf("answers after %v hours", [input.spec.monitoring.reportResponseHours])
}

deny contains {"id": "logoff", "msg": "sessions never end"} if input.spec.security.access.autoLogoffMinutes < 1

deny contains {"id": "logoff", "msg": msg} if {
	input.spec.security.access.autoLogoffMinutes > 15
	msg := sprintf("sessions end after %v idle minutes", [input.spec.security.access.autoLogoffMinutes])
}

# one of some values
ciphers := {"aes-128-gcm", "aes-256-gcm", "aes-256-xts"}

deny contains {"id": "encryption-at-rest", "msg": "stored data are not encrypted with AES"} if {
	not input.spec.security.encryptionAtRest in ciphers
}

deny contains {"id": "encryption-in-transit", "msg": "connections below TLS 1.2"} if {
	not input.spec.security.encryptionInTransit in {"tls-1.2", "tls-1.3"}
}

deny contains {"id": "no-local-recorders", "msg": "records on devices of its own"} if input.spec.security.localRecorders == true

# lists
countries := {"US", "DE", "FR", "IE", "NL"}

deny contains {"id": "storage-countries", "msg": msg} if {
	some country in input.spec.data.storageCountries
	not country in countries
	msg := sprintf("data are stored in %v", [country])
}

deny contains {"id": "log-fields", "msg": msg} if {
	some field in {"user", "time", "action"}
	not field in input.spec.security.auditLog.fields
	msg := sprintf("the log does not hold %v", [field])
}

stoppable if {
	some overseer in input.spec.oversight.overseers
	"stop" in overseer.may
	overseer.withinMinutes <= 30
}

deny contains {"id": "stop", "msg": "nobody may stop it within 30 minutes"} if not stoppable

deny contains {"id": "signals", "msg": msg} if {
	some signal in input.spec.monitoring.signals
	signal.everyDays > 92
	msg := sprintf("%v is looked at every %v days", [signal.signal, signal.everyDays])
}

deny contains {"id": "signals", "msg": msg} if {
	some signal in input.spec.monitoring.signals
	signal.minimumCases < 100
	msg := sprintf("%v is looked at over %v cases", [signal.signal, signal.minimumCases])
}

deny contains {"id": "retention", "msg": msg} if {
	some kept in input.spec.data.retention
	kept.days > 3660
	msg := sprintf("%v are kept %v days", [kept.artifact, kept.days])
}

# one value depending on another
deny contains {"id": "vendor-contracts", "msg": msg} if {
	some vendor in input.spec.vendors
	vendor.dataAccess in {"identifiable", "pseudonymised"}
	not vendor.contract
	msg := sprintf("%v sees patient data without a contract", [vendor.name])
}

deny contains {"id": "high-risk-mfa", "msg": "high risk, and not everybody is asked for a second factor"} if {
	input.spec.risk.level == "high"
	not input.spec.security.access.mfa == "all"
}

deny contains {"id": "updates-validated", "msg": "learns, and not every change is validated"} if {
	input.spec.model.learning != "locked"
	not input.spec.change.revalidation == "every-change"
}

deny contains {"id": "log-outlives-review", "msg": "the log is deleted before it is reviewed"} if {
	input.spec.security.auditLog.reviewDays > input.spec.security.auditLog.retentionDays
}

deny contains {"id": "harm-told", "msg": msg} if {
	input.spec.data.people >= 10000
	input.spec.incidentResponse.patientNotice.withinDays > 60
	msg := sprintf("patients hear of harm after %v days", [input.spec.incidentResponse.patientNotice.withinDays])
}
