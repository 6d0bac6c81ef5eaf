import { visitorFilter, visitorsWhere } from "@/lib/visitors/filter";
import { sendExport } from "../../_export/send-export";

export const GET = sendExport("visitors", (params) => visitorsWhere(visitorFilter(params)));
