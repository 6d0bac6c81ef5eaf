import { acceptUpload } from "../../../_import/upload";

export const POST = acceptUpload("partners");
