import type { OnnxGraph } from './onnx-graph.ts';

/** Operators of ONNX itself. `ai.onnx` is another name for `''`. */
const standard =
  words(`Abs Acos Acosh Add And ArgMax ArgMin Asin Asinh Atan Atanh Attention AveragePool BatchNormalization BitShift
  BitwiseAnd BitwiseNot BitwiseOr BitwiseXor Cast CastLike Ceil Celu Clip Compress Concat Constant ConstantOfShape Conv ConvInteger
  ConvTranspose Cos Cosh CumSum DepthToSpace DequantizeLinear Det Div Dropout DynamicQuantizeLinear Einsum Elu Equal Erf Exp Expand
  EyeLike Flatten Floor GRU Gather GatherElements GatherND Gelu Gemm GlobalAveragePool GlobalLpPool GlobalMaxPool Greater GreaterOrEqual
  GroupNormalization HardSigmoid HardSwish Hardmax Identity If InstanceNormalization IsInf IsNaN LRN LSTM LayerNormalization LeakyRelu
  Less LessOrEqual Log LogSoftmax Loop LpNormalization LpPool MatMul MatMulInteger Max MaxPool Mean MeanVarianceNormalization Min Mish
  Mod Mul Neg NonZero Not OneHot Or PRelu Pad Pow QLinearConv QLinearMatMul QuantizeLinear RMSNormalization RNN Range Reciprocal
  ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum ReduceSumSquare RegexFullMatch Relu
  Reshape ReverseSequence Round Scan Scatter ScatterElements ScatterND Selu Shape Shrink Sigmoid Sign Sin Sinh Size Slice Softmax
  Softplus Softsign SpaceToDepth Split Sqrt Squeeze StringConcat StringNormalizer StringSplit Sub Sum Tan Tanh TfIdfVectorizer
  ThresholdedRelu Tile TopK Transpose Trilu Unique Unsqueeze Where Xor`);

const machineLearning = words(`ArrayFeatureExtractor Binarizer CategoryMapper FeatureVectorizer Imputer LabelEncoder
  LinearClassifier LinearRegressor Normalizer OneHotEncoder SVMClassifier SVMRegressor Scaler TreeEnsemble TreeEnsembleClassifier
  TreeEnsembleRegressor`);

/**
 * What a graph may do: what ONNX defines for tensors, always gives the same answer and needs no sequences, maps, pictures or
 * training. Source: github.com/onnx/onnx/blob/main/docs/{Operators,Operators-ml}.md
 */
const allowed: Readonly<Record<string, ReadonlySet<string>>> = {
  '': standard,
  'ai.onnx': standard,
  'ai.onnx.ml': machineLearning,
  // What skl2onnx writes for a text: onnxruntime's own, by RE2, so in linear time.
  'com.microsoft': new Set(['Tokenizer']),
};

/** What to do about operators that people meet in practice. */
const hints: Readonly<Record<string, string>> = {
  ZipMap: 'convert with skl2onnx options={id(model): {"zipmap": False}}',
};

/** Names what a graph uses beyond that, each as half a sentence. */
export function operatorFaults({ domains, operators }: Pick<OnnxGraph, 'domains' | 'operators'>): string[] {
  const foreign = [...domains].filter((domain) => !Object.hasOwn(allowed, domain));
  const unknown = [...operators.values()].filter(
    ({ domain, name }) => Object.hasOwn(allowed, domain) && !allowed[domain]?.has(name),
  );
  return [
    ...(foreign.length > 0 ? [`its graph uses operators of ${foreign.join(', ')}`] : []),
    ...unknown.map(({ domain, name }) => {
      const hint = hints[name];
      return `its graph uses the operator ${domain === '' ? '' : `${domain}.`}${name}, which docscore does not run${hint === undefined ? '' : ` (${hint})`}`;
    }),
  ];
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
