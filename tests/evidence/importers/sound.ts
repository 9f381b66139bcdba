/**
 * A sound file of each foreign format, to be broken.
 * @param fixture the text of a file in tests/fixtures/evidence
 */
export const soundFiles = (fixture: (name: string) => string): Readonly<Record<string, string>> => ({
  aequitas: "attribute_name,attribute_value,tp,fp,tn,fn,tpr\nsex,F,10,2,30,4,0.714\nsex,M,11,3,29,5,0.6875\n",
  aiverify: JSON.stringify({
    gid: "aiverify.stock.fairness_metrics_toolbox_for_classification",
    cid: "f",
    startTime: "2026-07-24T09:20:24",
    testArguments: { testDataset: "file:///d" },
    output: {
      sensitive_feature: ["sex"],
      output_classes: [0, 1],
      results: [
        {},
        {
          "True Positive Rate": [{ group: ["F"], metric: 0.75 }],
          "False Negative Rate": [{ group: ["F"], metric: 0.25 }],
        },
      ],
    },
  }),
  "chai-model-card": fixture("chai-model-card-v0.2.xml"),
  "cnil-pia": JSON.stringify({
    pia: { name: "Beds", status: 3, author_name: "Ada Example", is_example: 0, updated_at: "2026-05-04T08:00:00.000Z" },
    answers: [
      { reference_to: "111", data: { text: "<p>The system proposes beds.</p>" } },
      { reference_to: 211, data: { text: "Care of patients." } },
      { reference_to: "321", data: { text: "", gauge: 2 } },
    ],
    measures: [{ title: "Log", content: "Each access is logged." }],
  }),
  croissant: JSON.stringify({
    "@context": { "@vocab": "https://schema.org/" },
    "@type": "sc:Dataset",
    conformsTo: ["http://mlcommons.org/croissant/1.0", "http://mlcommons.org/croissant/RAI/1.0"],
    name: "Ward stays",
    license: "https://creativecommons.org/licenses/by/4.0/",
    "rai:dataBiases": ["One site", "Adults only"],
    "rai:dataCollectionTimeframe": ["2023-01-01", "2024-06-30T12:00:00"],
  }),
  cyclonedx: JSON.stringify({
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    components: [
      {
        type: "machine-learning-model",
        name: "net",
        hashes: [{ alg: "SHA-256", content: "ab" }],
        modelCard: {
          quantitativeAnalysis: { performanceMetrics: [{ type: "recall", value: "0.9", slice: "sex: F" }] },
          considerations: { useCases: ["x"] },
        },
      },
    ],
  }),
  dpia: "# DPIA\n\n- **Status**: Approved\n- **Date**: 2026-05-04\n\n## Risks\n\nA wrong alert.\n\n## Measures\n\n- A nurse confirms.\n",
  "model-card-toolkit": JSON.stringify({
    model_details: { name: "net", version: { name: "1.0", date: "2026-05-04" } },
    considerations: { use_cases: [{ description: "Ranks adults" }], limitations: [{ description: "One site" }] },
    quantitative_analysis: { performance_metrics: [{ type: "recall", value: "0.9" }] },
  }),
  spdx: JSON.stringify({
    "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
    "@graph": [
      {
        type: "ai_AIPackage",
        spdxId: "urn:m",
        name: "net",
        software_packageVersion: "1.0",
        ai_limitation: "One site",
        ai_metric: [{ key: "recall", value: "0.9" }],
      },
    ],
  }),
  drift: JSON.stringify({ features: { age: { psi: 0.12 }, sex: { psi: 0.02 } } }),
  "group-metrics": "sex,tp,fp,tn,fn,recall\nF,10,2,30,4,0.714\nM,11,3,29,5,0.6875\n",
  mlflow: JSON.stringify({
    info: { run_id: "ab", end_time: 1760000000000 },
    data: {
      metrics: { recall_score: 0.9, true_negatives: 4, false_positives: 1, false_negatives: 2, true_positives: 18 },
    },
  }),
  "scikit-learn": JSON.stringify({ accuracy: 0.8, recall: 0.75, confusion_matrix: [[5, 1], [1, 3]] }), // prettier-ignore
  fairlearn: JSON.stringify({
    sensitive_features: ["sex"],
    by_group: { columns: ["tp", "recall"], index: ["F"], data: [[1, 0.5]] },
  }),
  "hugging-face-card": fixture("hugging-face-card.md"),
  "hugging-face-eval": "- dataset: { id: a/b, task_id: c }\n  value: 0.4\n",
  "in-toto": JSON.stringify({
    _type: "https://in-toto.io/Statement/v1",
    predicateType: "https://in-toto.io/attestation/test-result/v0.1",
    predicate: { result: "PASSED", failedTests: [] },
  }),
  monai: JSON.stringify({ version: "1", monai_version: "1", intended_use: "x", eval_metrics: { accuracy: 0.9 } }),
});
