// Files in the browser: the editor of a text, and uploads. Both talk plain HTTP, since neither fits through a circuit.
export { mountEditor } from "./files/editor";
export { mountUploads } from "./files/uploads";
