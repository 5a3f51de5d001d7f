using Portainer.Access;

namespace Portainer.Files;

/// <summary>What a person changes in a folder.</summary>
public sealed partial class FileBrowser
{
    private const int NamesAsked = 12;

    private void Ask(FileQuestion question, FileEntry? entry = null)
    {
        if (MayWrite)
        {
            (_question, _asked) = (question, entry);
        }
    }

    /// <summary>Does what the dialog asked for. Returns why it could not be done, null when it was.</summary>
    private async Task<string?> AnswerAsync(string name)
    {
        try
        {
            await using var place = await Actions.WriteAsync(Caller, Target, _leaving.Token);
            switch (_question)
            {
                case FileQuestion.Folder:
                    await place.MakeFolderAsync(_path, name, _leaving.Token);
                    break;
                case FileQuestion.File:
                    await place.UploadAsync(_path, name, Stream.Null, 0, overwrite: false, _leaving.Token);
                    break;
                case FileQuestion.Rename when _asked is { } entry && entry.Name != name:
                    await place.RenameAsync(PathOf(entry), name, _leaving.Token);
                    break;
            }
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
        {
            return failure.Message;
        }

        if (_question == FileQuestion.File)
        {
            Navigation.NavigateTo(Target.At(FilePath.Join(_path, name)));
        }

        await LoadAsync();
        return null;
    }

    private async Task DeleteAsync(IReadOnlyList<FileEntry> entries)
    {
        var title = entries.Count == 1 ? $"Delete {entries[0].Name}?" : $"Delete {entries.Count} entries?";
        var sure = await Confirmations.AskAsync(new(title, "Delete")
        {
            Names = [.. entries.Take(NamesAsked).Select(PathOf), .. entries.Count > NamesAsked ? [$"and {entries.Count - NamesAsked} more"] : Array.Empty<string>()],
            Sentence = entries.Any(entry => entry.Kind == FileKind.Folder) ? $"Folders go with all that is in them, from {Target.Title}, for good." : $"From {Target.Title}, for good.",
        });
        if (!sure)
        {
            return;
        }

        try
        {
            await using var place = await Actions.WriteAsync(Caller, Target, _leaving.Token);
            await place.DeleteAsync([.. entries.Select(PathOf)], _leaving.Token);
            Toasts.Success(entries.Count == 1 ? $"Deleted {entries[0].Name}" : $"Deleted {entries.Count} entries");
            if (_table is not null)
            {
                await _table.ClearSelectionAsync();
            }
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
        {
            Toasts.Error(failure.Message);
        }

        await LoadAsync();
        StateHasChanged();
    }

    private async Task MakeImageAsync()
    {
        _isBusy = true;
        try
        {
            await Actions.MakeEmptyImageAsync(Caller, Target.Endpoint, _leaving.Token);
            await LoadAsync();
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
        {
            _failure = failure.Message;
        }
        finally
        {
            _isBusy = false;
        }
    }
}

/// <summary>What a name is asked for.</summary>
public enum FileQuestion
{
    Folder,
    File,
    Rename,
}
