import type { Attribute } from '../onnx/attributes.ts';

/** The texts of an attribute; none when it is of another kind. */
export const textsIn = (attribute: Attribute): readonly string[] =>
  typeof attribute === 'object' && !ArrayBuffer.isView(attribute) ? attribute : [];

/** The integers of an attribute; none when it is of another kind. */
export const integersIn = (attribute: Attribute): Float64Array =>
  attribute instanceof Float64Array ? attribute : new Float64Array();

/** The floats of an attribute; none when it is of another kind. */
export const floatsIn = (attribute: Attribute): Float32Array =>
  attribute instanceof Float32Array ? attribute : new Float32Array();
