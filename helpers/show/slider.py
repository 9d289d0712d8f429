"""A slider that says its name: the one of ipywidgets has none that a screen reader could read out."""

import anywidget
import traitlets


class Slider(anywidget.AnyWidget):
    """A whole number from `min` to `max`, moved by mouse or by the arrow keys; its `description` is its name."""

    _esm = """
    export default { render({ model, el }) {
      const label = document.createElement("label");
      const range = Object.assign(document.createElement("input"), { type: "range" });
      const shown = document.createElement("output");
      const show = () => { range.value = shown.value = model.get("value"); };
      for (const edge of ["min", "max"]) range[edge] = model.get(edge);
      range.oninput = () => { model.set("value", range.valueAsNumber); model.save_changes(); };
      model.on("change:value", show);
      label.append(model.get("description"), " ", range);
      label.style.cssText = "display:inline-flex;flex-wrap:wrap;gap:0.5em;margin-right:0.5em";
      el.append(label, shown);
      show();
    } };
    """
    value = traitlets.Int().tag(sync=True)
    min = traitlets.Int().tag(sync=True)
    max = traitlets.Int().tag(sync=True)
    description = traitlets.Unicode().tag(sync=True)
