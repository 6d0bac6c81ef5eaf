import { TableLoading } from "@/components/data-table/table-loading";

export default function Loading() {
  return <TableLoading label="The request log is on its way" />;
}
