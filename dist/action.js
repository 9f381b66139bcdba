import "./chunks/action.cjs";
