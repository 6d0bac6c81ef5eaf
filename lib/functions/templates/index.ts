import { accounting } from "./accounting";
import { crm } from "./crm";
import { erpPartners } from "./erp-partners";
import { exhibitors } from "./exhibitors";
import { registrationsIn } from "./registrations-in";
import { reminderList } from "./reminder-list";
import type { Template } from "./template";
import { vipMessage } from "./vip-message";
import { webhookReceiver } from "./webhook-receiver";

export type { Template } from "./template";

/** What + Add offers to begin with, in this order. */
export const templates: readonly Template[] = [crm, registrationsIn, exhibitors, accounting, vipMessage, reminderList, erpPartners, webhookReceiver];
