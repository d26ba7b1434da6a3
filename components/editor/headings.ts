import { Extension, textblockTypeInputRule } from "@tiptap/core";

/** There is one level of headings here, however many signs somebody is used to typing for it. */
export const Headings = Extension.create({
  name: "headings",
  addInputRules() {
    const type = this.editor.schema.nodes.heading;
    return type ? [textblockTypeInputRule({ find: /^#{1,6}\s$/, type, getAttributes: { level: 3 } })] : [];
  },
});
