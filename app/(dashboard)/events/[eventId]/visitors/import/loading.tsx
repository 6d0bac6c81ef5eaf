export { ImportLoading as default } from "../../_import/loading";
