/** What the database's `visit_fold` does: lower case without diacritics, so that "zoe" finds Zoë. */
export function fold(words: string): string {
  return words.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().normalize("NFC");
}
