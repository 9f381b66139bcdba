/**
 * Phrases that put an answer off, decline it or point elsewhere, without accents, in the languages of the organisations that
 * use caregate. A text counts only as a whole: `to be decided` is no answer, `to be decided by the ward lead` is one.
 */
const phrases: Readonly<Record<string, readonly string[]>> = {
  en: [
    "t\\.\\s?b\\.\\s?[acd]\\.?",
    "(?:tbd|tbc|tba|todo|fixme)(?:[\\s/,&+-]+(?:tbd|tbc|tba|todo))*",
    "to be (?:done|defined|decided|determined|confirmed|completed|clarified|agreed|added|announced|filled in|provided|supplied|written|reviewed|named|set)(?: (?:later|soon|by (?:the )?(?:vendor|supplier|team)))?",
    "(?:will|to) (?:be (?:added|provided|defined|decided|completed|filled in)|follow)(?: (?:later|soon|shortly))?",
    "(?:details|more) (?:to )?follow",
    "(?:please )?(?:to )?fill (?:me |this )?(?:in|out)(?: here)?",
    "(?:please )?(?:insert|enter|add|write|type|describe)(?: (?:a|an|the|your))? (?:text|name|description|reason|answer|value|details)(?: here)?",
    "(?:your )?(?:text|name|description|answer)(?: goes)? here",
    "coming soon|work in progress|testing|(?:asdf)+|qwert[yz]|null|nil|undefined",
    "not yet|not (?:yet )?(?:written|done|named|assigned|agreed|clear)",
    "(?:see|refer to|cf\\.?) (?:the )?(?:above|below|ticket|e-?mail|wiki|confluence|jira|sharepoint|file|notes?|appendix|annex)",
    "same as (?:above|below|before|last (?:time|year))|n\\.\\s?n\\.?",
  ],
  de: [
    "(?:noch )?(?:offen|zu (?:klaren|bestimmen|definieren|erganzen|benennen)|festzulegen)|folgt(?: noch)?",
    "(?:wird|werden) (?:noch )?(?:erganzt|nachgereicht|geklart|bestimmt|definiert|festgelegt|ausgefullt|benannt)",
    "(?:noch )?nicht (?:zutreffend|anwendbar|vorhanden|bekannt|festgelegt|definiert|relevant)|entfallt|unbekannt",
    "k\\.\\s?a\\.?|keine angaben?|platzhalter|dito|wie oben|s\\.\\s?[ou]\\.?|siehe (?:oben|unten|anhang|anlage|dokument|vertrag)",
  ],
  fr: [
    "a (?:definir|completer|determiner|preciser|confirmer|venir|remplir|renseigner)|en (?:cours|attente)|idem|neant",
    "sans objet|s/o|non (?:applicable|communiquee?|definie?|renseignee?|precisee?|disponible)|inconnue?",
    "voir (?:ci-dessus|ci-dessous|plus haut|plus bas|annexe)|comme ci-dessus",
  ],
  es: [
    "(?:por|a) (?:definir|determinar|confirmar|completar|decidir|precisar)|pendiente|sin definir|desconocid[oa]",
    "no (?:aplica|aplicable|disponible|procede|definido)|n/d|n\\.\\s?d\\.?|(?:ver|vease|como|igual que) (?:arriba|abajo|anexo)",
  ],
  it: [
    "da (?:definire|completare|confermare|determinare)|non (?:applicabile|disponibile|definito)|vedi (?:sopra|sotto)",
  ],
  nl: [
    "nog (?:te bepalen|in te vullen|onbekend)|niet van toepassing|n\\.\\s?v\\.\\s?t\\.?|zie (?:boven|onder|bijlage)",
  ],
};

const putsOff = new RegExp(`^(?:${Object.values(phrases).flat().join("|")})$`);

/** A variable of a template: `${NAME}`, `%s`. */
const variable = /^(?:\$\{[^{}]*\}|%[a-z])$/i;

/** The longest text that can be such a phrase, in UTF-16 code units. */
const LONGEST = 60;

/** Combining accents, and the signs around a text and at its end. */
const [accents, before, after] = [/\p{M}/gu, /^[^\p{L}\p{N}]+/u, /[^\p{L}\p{N}.]+$/u];

/** Whether a text as a whole puts an answer off, declines it or points elsewhere, or has no letter or digit. */
export function isPutOff(text: string): boolean {
  const words = text.trim();
  if (words.length > LONGEST) return false;
  if (variable.test(words)) return true;
  const bare = words
    .normalize("NFKD")
    .replaceAll(accents, "")
    .toLowerCase()
    .replaceAll(/\s+/g, " ")
    .replace(before, "")
    .replace(after, "");
  return !/[\p{L}\p{N}]/u.test(bare) || putsOff.test(bare) || putsOff.test(bare.replace(/\.+$/, ""));
}
