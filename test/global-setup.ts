/** Installs once, before any test file runs, what several of them use: two that install at a time undo each other. */

export { installTools as setup } from "./package/tools.js";
