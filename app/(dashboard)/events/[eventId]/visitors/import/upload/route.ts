import { acceptUpload } from "../../../_import/upload";

export const POST = acceptUpload("visitors");
