import { TableLoading } from "@/components/data-table/table-loading";

export default function Loading() {
  return <TableLoading label="Visitors are being loaded" />;
}
