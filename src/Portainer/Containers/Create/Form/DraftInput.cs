using System.Reflection;
using Microsoft.AspNetCore.Components;

namespace Portainer.Containers.Create.Form;

/// <summary>A field of the form, bound to a property of the draft by its name.</summary>
public abstract class DraftInput : ComponentBase
{
    private PropertyInfo? _property;

    [CascadingParameter]
    public DraftEditor Editor { get; set; } = null!;

    /// <summary>A property of <see cref="ContainerDraft"/>.</summary>
    [Parameter, EditorRequired]
    public string Property { get; set; } = "";

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter]
    public string? Hint { get; set; }

    protected string Id => "f-" + Property;

    protected string? Error => Editor.Fault(Property);

    protected T Get<T>() => (T)Bound.GetValue(Editor.Draft)!;

    protected void Put(object? value)
    {
        Bound.SetValue(Editor.Draft, value);
        Editor.Touch(Property);
    }

    private PropertyInfo Bound => _property ??= typeof(ContainerDraft).GetProperty(Property) ?? throw new InvalidOperationException($"The form has no field {Property}.");
}
