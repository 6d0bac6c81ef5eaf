/** Select list over `form f`. */
const columns = `f.id, f.name, f.description, f."pspMode", f."senderEmail", f.url`;

export const formOfExpoColumns = columns;
export const formRefColumns = "f.id, f.name";
export const formJson = `SELECT row_to_json(w)::text AS json FROM (SELECT ${columns}, f.revision) w`;
