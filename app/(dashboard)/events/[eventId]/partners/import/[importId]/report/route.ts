import { sendReport } from "../../../../_import/report";

export const GET = sendReport("partners");
