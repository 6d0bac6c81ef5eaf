import { partnerFilter, partnersWhere } from "@/lib/partners/filter";
import { sendExport } from "../../_export/send-export";

export const GET = sendExport("partners", (params) => partnersWhere(partnerFilter(params)));
