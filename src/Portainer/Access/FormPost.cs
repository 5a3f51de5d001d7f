using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Portainer.Access;

/// <summary>The posted form of one of our static pages, with the checks they all need.</summary>
internal sealed class FormPost
{
    public const string Expired = "The form had expired, so nothing was sent on. Please try again.";
    private readonly IFormCollection _form;

    private FormPost(IFormCollection form, bool isGenuine)
    {
        _form = form;
        IsGenuine = isGenuine;
    }

    /// <summary>False when the form was not rendered by us for this browser, or long ago.</summary>
    public bool IsGenuine { get; }

    public string this[string field] => _form[field].ToString();

    public static async Task<FormPost> ReadAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (!context.Request.HasFormContentType)
        {
            return new(FormCollection.Empty, isGenuine: false);
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return new(form, await antiforgery.IsRequestValidAsync(context));
    }

    public static RazorComponentResult<TPage> Page<TPage>(int status, object parameters)
        where TPage : IComponent =>
        new(parameters) { StatusCode = status, PreventStreamingRendering = true };
}
