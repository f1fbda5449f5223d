using Engagement.Core.Common;
using Microsoft.AspNetCore.Components;

namespace Engagement.Web.Components.Shared;

/// <summary>What text, number and date fields share: label, hint, and the problem that the surrounding <c>SaveForm</c> hands down.</summary>
public abstract class InputField<T> : ComponentBase
{
    /// <summary>Id of the control.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    /// <summary>Label.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>Name of the input's property, as in <see cref="FieldProblem.Field"/>.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    /// <summary>A sentence under the label.</summary>
    [Parameter] public string? Hint { get; set; }

    /// <summary>More classes for the field.</summary>
    [Parameter] public string? Class { get; set; }

    /// <summary>True when it must be filled in.</summary>
    [Parameter] public bool Needed { get; set; }

    /// <summary>The value.</summary>
    [Parameter] public T? Value { get; set; }

    /// <summary>Told of every change.</summary>
    [Parameter] public EventCallback<T?> ValueChanged { get; set; }

    /// <summary>The last error of the form.</summary>
    [CascadingParameter] public Error? Problem { get; set; }

    /// <summary>Hands a typed value on.</summary>
    protected Task SetAsync(T? value) => ValueChanged.InvokeAsync(value);

    /// <summary>Attributes that tie the control to its hint and problem.</summary>
    protected Dictionary<string, object> Ties
    {
        get
        {
            var wrong = Problem is Invalid invalid && invalid.Problems.Any(p => p.Field == Name);
            var ties = new Dictionary<string, object>(StringComparer.Ordinal);
            if (Needed) ties["aria-required"] = "true";
            if (wrong) ties["aria-invalid"] = "true";
            if (Hint is not null || wrong) ties["aria-describedby"] = string.Join(' ', new[] { Hint is null ? null : $"{Id}-hint", wrong ? $"{Id}-error" : null }.OfType<string>());
            return ties;
        }
    }
}
