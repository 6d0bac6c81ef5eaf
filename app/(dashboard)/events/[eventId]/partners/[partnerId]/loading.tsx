export { default } from "../../_registration/loading";
