// The files of other tools that lie beside a manifest in a real repository.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import { fixDocuments } from "../../src/engine/fix.ts";
import { pinEvidence } from "../../src/engine/pin.ts";
import { loadText } from "../../src/documents/load.ts";
import { lowRisk, repository } from "../support/repository.ts";

const asOf = "2026-11-22";

const helm = {
  "charts/reader/Chart.yaml":
    "apiVersion: v2\nname: reader\nversion: 1.10.0\nappVersion: 1.10\ndependencies:\n  - { name: redis, version: 20.x.x, repository: https://charts.example }\n",
  "charts/reader/values.yaml":
    "replicas: 0o2\nimage:\n  repository: registry.example/caregate/v1\n  tag: yes\nmodel: { kind: , path: }\n",
  "charts/reader/values.schema.json":
    '{"$schema": "https://json-schema.org/draft-07/schema#", "properties": {"kind": {"enum": ["Policy"]}}}',
  "charts/reader/templates/deployment.yaml":
    '{{- if .Values.enabled }}\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ include "reader.fullname" . }}\n  labels:\n    {{- include "reader.labels" . | nindent 4 }}\nspec:\n  replicas: {{ .Values.replicas }}\n{{- end }}\n',
  "charts/reader/templates/_helpers.tpl": '{{- define "reader.fullname" -}}\n{{ .Release.Name }}\n{{- end }}\n',
  "charts/reader/crds/policy.yaml":
    "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec: { names: { kind: Policy }, versions: [{ name: v1 }] }\n",
};

const models = {
  "serving/inference.yaml":
    "apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata: { name: reader }\nspec:\n  predictor:\n    model: { modelFormat: { name: sklearn }, storageUri: gs://models/reader }\n",
  "serving/runtime.yaml":
    "apiVersion: serving.kserve.io/v1alpha1\nkind: ClusterServingRuntime\nmetadata: { name: triton }\nspec: { supportedModelFormats: [{ name: onnx, version: '1' }] }\n---\n",
  "serving/seldon.yaml": "apiVersion: machinelearning.seldon.io/v1\nkind: SeldonDeployment\nmetadata: { name: m }\n",
  "mlruns/0/meta.yaml":
    "artifact_location: s3://bucket/0\nexperiment_id: '0'\nlifecycle_stage: active\nname: Default\n",
  "model/MLmodel":
    "artifact_path: model\nflavors:\n  python_function: { env: { conda: conda.yaml }, loader_module: mlflow.sklearn }\nmlflow_version: 2.9.2\nmodel_uuid: 0e1\n",
  "model/conda.yaml": "channels: [defaults]\ndependencies:\n- python=3.10\n- pip: [mlflow==2.9.2]\n",
  "model/registered.json": '{"kind": "ModelCard", "name": "reader", "version": 3}',
  "model/config.json": '{"architectures": ["BertModel"], "model_type": "bert", "hidden_size": 1e3, "vocab_size": null}',
  "notebooks/explore.ipynb":
    '{"cells": [{"cell_type": "code", "metadata": {}, "outputs": [], "source": ["apiVersion = \'v1\'\\n", "kind: ModelCard"]}], "metadata": {"kernelspec": {"name": "python3"}}, "nbformat": 4, "nbformat_minor": 5}',
  "dvc.yaml": "stages:\n  train: { cmd: python train.py, deps: [data], outs: [model] }\n",
  "params.yaml": "train: { seed: 1, seed: 2 }\n",
};

const delivery = {
  ".github/workflows/caregate.yml":
    "name: caregate\non:\n  push: { branches: [main] }\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n        with: { repository: hospital/caregate, ref: caregate/v1, path: tool }\n      - uses: hospital/caregate@v1\n",
  ".github/dependabot.yml": "version: 2\nupdates:\n  - { package-ecosystem: npm, directory: / }\n",
  ".gitlab-ci.yml":
    "include:\n  - !reference [.base, script]\ncheck: { image: 'registry.example/caregate/v1:latest', script: [caregate check] }\n",
  ".pre-commit-config.yaml":
    "repos:\n  - repo: https://git.example/hospital/caregate\n    rev: v1\n    hooks: [{ id: caregate }]\n",
  "docker-compose.yml":
    "x-base: &base { restart: always }\nservices:\n  reader:\n    <<: *base\n    image: caregate/v1\n    ports: ['8080:80', 22:22]\n  db: { <<: *base, image: postgres }\n",
  "k8s/all.yaml":
    "apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: ConfigMap\n    data: { 'policy.yaml': 'kind: Policy' }\n---\napiVersion: v1\nkind: Secret\nstringData: { TOKEN: on }\n",
  "k8s/kubeconfig": "apiVersion: v1\nkind: Config\ncurrent-context: a\ncontexts: []\n",
  "k8s/policy.yaml": "apiVersion: kyverno.io/v1\nkind: Policy\nspec: { rules: [] }\n",
  "k8s/waiver.yaml": "apiVersion: policies.example/v1\nkind: Waiver\nspec: { until: tomorrow }\n",
  "k8s/kustomization.yaml": "resources: [all.yaml]\ncommonLabels: { app.kubernetes.io/part-of: caregate }\n",
  "argo/app.yaml":
    "apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source: { repoURL: https://git.example/hospital/models, targetRevision: caregate/v1, path: deploy }\n",
  "infra/stack.yaml":
    "Resources:\n  Key:\n    Type: AWS::KMS::Key\n    Properties: { KeyPolicy: !Sub '${Arn}', Policies: [!Ref Other] }\n",
  "infra/playbook.yml": "- hosts: all\n  vars: { version: {{ release }} }\n  tasks:\n\t- debug: msg=hi\n",
  "infra/iam.json": '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow"}]}',
  "package.json": '{"name": "reader", "devDependencies": {"caregate": "1.0.0"}}',
  "package-lock.json":
    '{"packages": {"node_modules/caregate": {"resolved": "https://registry.example/caregate/-/caregate-1.0.0.tgz"}}}',
  "renovate.json": '{\n  // comments are allowed here\n  "extends": ["config:recommended"],\n}\n',
  "openapi.yaml":
    "openapi: 3.1.0\ncomponents:\n  schemas:\n    Contract: { type: object, properties: { kind: { type: string, const: Contract } } }\n",
  "README.md":
    "---\nkind: ModelCard\nlicense: apache-2.0\n---\nWrite `apiVersion: caregate/v1` and `kind: AIDeployment`.\n",
  "empty.yaml": "",
  "binary.yaml": Buffer.from([0, 1, 2, 255]),
};

const others = { ...helm, ...models, ...delivery };

describe("the files of other tools", () => {
  test("give no finding, no message and no change beside a manifest", async () => {
    const cwd = repository({ ...others, "deploy/m.yaml": lowRisk });
    const alone = repository({ "deploy/m.yaml": lowRisk });
    const { report } = await check({ cwd, asOf });
    expect(report.diagnostics.map(({ file, code, message }) => `${file} ${code} ${message}`)).toEqual([]);
    const outcomes = (one: typeof report): string[] =>
      one.findings.map(({ rule, outcome, fingerprint }) => `${rule.id} ${outcome} ${fingerprint}`);
    expect(outcomes(report)).toEqual(outcomes((await check({ cwd: alone, asOf })).report));
    expect(await fixDocuments({ cwd, asOf })).toMatchObject({ changes: [], diagnostics: [] });
    expect(await pinEvidence({ cwd, asOf })).toMatchObject({ changes: [], diagnostics: [] });
  });

  test.each(Object.keys(others))("%s alone has no manifest, and nothing more is said of it", async (file) => {
    const cwd = repository({ [file]: others[file as keyof typeof others] });
    const { report } = await check({ cwd, asOf });
    expect(report.diagnostics.map(({ code }) => code)).toEqual(["run/no-manifest"]);
  });
});

describe("a typing error in apiVersion", () => {
  const version = "caregate/v1";
  const errors = fc.oneof(
    // A letter is left out, doubled, replaced, or changes its place with the next one.
    fc.nat(version.length - 1).map((i) => version.slice(0, i) + version.slice(i + 1)),
    fc.nat(version.length - 1).map((i) => version.slice(0, i + 1) + version.slice(i)),
    fc
      .tuple(fc.nat(version.length - 1), fc.constantFrom("a", "z", "1", "9", "-", ".", "_", "/", "A", "C"))
      .map(([i, letter]) => version.slice(0, i) + letter + version.slice(i + 1)),
    fc
      .nat(version.length - 2)
      .map((i) => version.slice(0, i) + version.charAt(i + 1) + version.charAt(i) + version.slice(i + 2)),
    fc.constantFrom("Caregate/v1", "CAREGATE/V1", "caregate/1", "caregate/v2", "caregate", "v1", "caregate.io/v1"),
  );

  test("is found in a manifest, whatever it is", () => {
    fc.assert(
      fc.property(errors, (wrong) => {
        fc.pre(wrong !== version);
        const { documents, diagnostics } = loadText("m.yaml", lowRisk.replace(version, wrong), { named: false });
        expect(documents).toEqual([]);
        expect(diagnostics.map(({ code }) => code)).toEqual(["document/api-version"]);
      }),
      { numRuns: 300 },
    );
  });

  test.each(["Policy", "Waiver", "Config", "Contract", "ModelCard"])("is found in a %s", (kind) => {
    fc.assert(
      fc.property(errors, (wrong) => {
        // `v1` is the version of other tools, and these kinds are theirs, too.
        fc.pre(wrong !== version && wrong !== "v1" && wrong !== "caregate.io/v1");
        const { diagnostics } = loadText("p.yaml", `apiVersion: ${wrong}\nkind: ${kind}\n`, { named: false });
        expect(diagnostics.map(({ code }) => code)).toEqual(["document/api-version"]);
      }),
      { numRuns: 200 },
    );
  });

  test.each(["apiversion", "api_version", "apiVerison", "ApiVersion", "apiVersions", "version"])(
    "in its key is found, too: %s",
    (key) => {
      for (const kind of ["AIDeployment", "Policy", "Waiver"]) {
        const { diagnostics } = loadText("m.yaml", `${key}: caregate/v1\nkind: ${kind}\n`, { named: false });
        expect(diagnostics.map(({ code }) => code)).toEqual(["document/api-version"]);
      }
    },
  );
});
